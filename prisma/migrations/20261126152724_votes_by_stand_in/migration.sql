-- CreateIndex
CREATE INDEX "Vote_forId_idx" ON "Vote"("forId");
