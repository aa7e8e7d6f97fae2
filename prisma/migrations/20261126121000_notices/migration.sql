-- AlterTable
ALTER TABLE "Request" ADD COLUMN     "unreachableAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Outbox" (
    "eventId" BIGINT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("eventId")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "requestId" TEXT,
    "grantId" TEXT,
    "targetId" TEXT,
    "changeId" TEXT,
    "personId" TEXT,
    "actorId" TEXT,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" TEXT NOT NULL,
    "noticeId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "requestId" TEXT,
    "status" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL,
    "error" TEXT,
    "receipt" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticePreference" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "silenced" TEXT[],
    "quietFrom" INTEGER,
    "quietUntil" INTEGER,

    CONSTRAINT "NoticePreference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookEndpoint" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "WebhookEndpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundCall" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InboundCall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Notice_dueAt_idx" ON "Notice"("dueAt");

-- CreateIndex
CREATE INDEX "Delivery_channel_dueAt_idx" ON "Delivery"("channel", "dueAt");

-- CreateIndex
CREATE INDEX "Delivery_recipient_channel_createdAt_id_idx" ON "Delivery"("recipient", "channel", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Delivery_requestId_idx" ON "Delivery"("requestId");

-- CreateIndex
CREATE INDEX "Delivery_channel_settledAt_idx" ON "Delivery"("channel", "settledAt");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_noticeId_channel_recipient_key" ON "Delivery"("noticeId", "channel", "recipient");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookEndpoint_name_key" ON "WebhookEndpoint"("name");

-- CreateIndex
CREATE INDEX "InboundCall_at_idx" ON "InboundCall"("at");
