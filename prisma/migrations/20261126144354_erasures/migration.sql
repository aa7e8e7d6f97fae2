-- CreateTable
CREATE TABLE "Erasure" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "personId" TEXT NOT NULL,
    "changeId" TEXT NOT NULL,
    "because" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "identity" JSONB NOT NULL,
    "searchedTo" TEXT NOT NULL,
    "requestsTo" TEXT NOT NULL,
    "values" INTEGER NOT NULL,
    "approvedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Erasure_personId_key" ON "Erasure"("personId");

-- CreateIndex
CREATE INDEX "Erasure_status_approvedAt_idx" ON "Erasure"("status", "approvedAt");
