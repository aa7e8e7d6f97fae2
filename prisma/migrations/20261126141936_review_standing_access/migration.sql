-- AlterTable
ALTER TABLE "Review" ADD COLUMN     "covers" TEXT NOT NULL DEFAULT 'lasting';

-- AlterTable
ALTER TABLE "ReviewItem" ADD COLUMN     "account" TEXT,
ADD COLUMN     "findingId" TEXT,
ALTER COLUMN "grantId" DROP NOT NULL,
ALTER COLUMN "holderId" DROP NOT NULL;
