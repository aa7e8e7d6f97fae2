import type { Database } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { heldOf } from "../held-of.ts";
import { commitStatement } from "./commit-statement.ts";
import { everyEpoch, lockRows } from "./lock-rows.ts";
import type { Verdict } from "./verdict.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Transition } from "#core/domain/transition.ts";

/**
 * A transition that nothing may be in hand for; no verdict where something is. No version of a row that it reads tells that a grant was
 * made or a removal owed meanwhile, and one statement does not see what it waited for: so everything that approvals guard is locked
 * first, and the entitlements, which whatever a comparison or a review says guards; only then is it looked. What was written before that
 * is seen; what was judged before it and is written later finds them moved and is judged anew.
 */
export const commitUnheld = (prisma: Database, by: Actor, step: Transition): Promise<readonly Verdict[]> =>
  prisma.$transaction(async (tx) => {
    const ids = [...step.unheld];
    await lockRows(tx, everyEpoch);
    await lockRows(
      tx,
      Prisma.sql`SELECT x."id" FROM "Entitlement" x WHERE x."id" = ANY(${ids}::text[]) ORDER BY x."id"`,
    );
    const closed = step.writes.flatMap((write) => (write.table === "StandingAccess" ? [write.row.id] : []));
    const held = await tx.$queryRaw<unknown[]>`${heldOf(ids)}
      UNION ALL SELECT FROM "Entitlement" e JOIN "StandingAccess" s ON s."targetId" = e."targetId" AND s."entitlementId" = e."id"
        WHERE e."id" = ANY(${ids}::text[]) AND s."openKey" IS NOT NULL AND s."id" <> ALL(${closed}::text[])
      LIMIT 1`;
    if (held.length > 0) return [];
    const { text, values } = commitStatement(by, [step]);
    return tx.$queryRawUnsafe<Verdict[]>(text, ...values);
  });
