-- CreateTable
CREATE TABLE "EventForwarding" (
    "id" TEXT NOT NULL,
    "next" BIGINT NOT NULL,
    "fence" INTEGER NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL,
    "deliveredAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "EventForwarding_pkey" PRIMARY KEY ("id")
);
