-- Ends that no target ever confirmed: few, counted for ever, and looked for with the home page and every scrape.
CREATE INDEX "Grant_unverified_idx" ON "Grant"("targetId") WHERE "endReason" = 'unverified';
