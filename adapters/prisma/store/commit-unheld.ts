import type { Database } from "../client.ts";
import { commitStatement } from "./commit-statement.ts";
import { everyEpoch, lockRows } from "./lock-rows.ts";
import type { Verdict } from "./verdict.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import { inHand } from "#core/domain/holding/join-holding.ts";
import type { Transition } from "#core/domain/transition.ts";

/**
 * A transition that nobody may hold something for; no verdict where somebody does. No version of a row tells that a grant was made
 * meanwhile, and one statement does not see what it waited for: so everything that approvals guard is locked first, and only then
 * is it looked for grants. An approval is written before that and seen, or finds the epochs moved and is decided anew.
 */
export const commitUnheld = (prisma: Database, by: Actor, step: Transition): Promise<readonly Verdict[]> =>
  prisma.$transaction(async (tx) => {
    await lockRows(tx, everyEpoch);
    const held = await tx.$queryRaw<unknown[]>`
      SELECT FROM "Grant" g WHERE g."entitlementId" = ANY(${[...step.unheld]}::text[]) AND g."status" = ANY(${[...inHand]}::text[])
      LIMIT 1`;
    if (held.length > 0) return [];
    const { text, values } = commitStatement(by, [step]);
    return tx.$queryRawUnsafe<Verdict[]>(text, ...values);
  });
