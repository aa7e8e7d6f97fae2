-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "atLeastSeconds" INTEGER NOT NULL,
    "targetIds" TEXT[],
    "by" TEXT NOT NULL,
    "onSilence" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReviewItem" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "reviewId" TEXT NOT NULL,
    "grantId" TEXT NOT NULL,
    "holderId" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "reviewerIds" TEXT[],
    "outcome" TEXT,
    "reason" TEXT,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReviewItem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Review_status_dueAt_idx" ON "Review"("status", "dueAt");

-- CreateIndex
CREATE INDEX "ReviewItem_reviewId_id_idx" ON "ReviewItem"("reviewId", "id");

-- CreateIndex
CREATE INDEX "ReviewItem_reviewerIds_idx" ON "ReviewItem" USING GIN ("reviewerIds");
