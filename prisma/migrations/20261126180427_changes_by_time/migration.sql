-- CreateIndex
CREATE INDEX "Change_createdAt_id_idx" ON "Change"("createdAt", "id");
