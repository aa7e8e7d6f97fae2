-- AlterTable
ALTER TABLE "Vote" ADD COLUMN     "confirmed" BOOLEAN NOT NULL DEFAULT false;

-- Where policy asked for it, no vote was taken that was not confirmed.
UPDATE "Vote" v SET "confirmed" = true FROM "Request" r
WHERE r."id" = v."requestId" AND (r."decision" ->> 'stepUp')::boolean;
