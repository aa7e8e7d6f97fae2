-- CreateTable
CREATE TABLE "Retention" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "accessDays" INTEGER,
    "signInDays" INTEGER,
    "readingDays" INTEGER,

    CONSTRAINT "Retention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RetentionSweep" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sweptTo" TEXT NOT NULL,
    "olderThan" TIMESTAMPTZ(3),
    "values" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RetentionSweep_pkey" PRIMARY KEY ("id")
);
