import type { Actor } from "#core/domain/audit/event.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { guard, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import type { KnownEnd, Reading } from "#core/usecases/offline/known-end.ts";

/**
 * Writes what was done while the database was away, once for each access however many processes did it: that it was removed,
 * and when. Its grants then end as usual, with a reading of their own; where they were given more time meanwhile, by
 * somebody who did reach the database, the access is put back.
 */
export const recordRemoval = async (
  core: Core,
  actor: Actor,
  { holding: { id }, grantId, dueMs }: KnownEnd,
  removedMs: number,
  reading: Reading,
): Promise<void> => {
  const instant = (ms: number): Date => new Date(reading.now.getTime() + ms - reading.askedMs);
  const data = { removedAt: instant(removedMs), dueAt: instant(dueMs) };
  const recorded = await commitDecided(core, actor, async (now) => {
    const holding = await core.holdings.find(id);
    if (!holding) return refuse("unknown");
    // By another process, in this same absence of the database.
    const filter = { grantId, kind: "accessRemovedOffline", from: data.dueAt } as const;
    const { items } = await core.audit.page(filter, { limit: 1 });
    if (items.length > 0) return refuse("recorded");
    return ok({ transition: removedOffline(holding, grantId, data, now), value: null });
  });
  if (!recorded.ok && recorded.error === "busy") throw new Error(`${id}: what was removed could not be recorded yet`);
};

const removedOffline = (
  holding: Holding,
  grantId: KnownEnd["grantId"],
  { removedAt, dueAt }: { readonly removedAt: Date; readonly dueAt: Date },
  now: Date,
): Transition => {
  const { holderId: personId, entitlementId, targetId, account } = holding;
  const gone = { state: "absent", until: null, observedAt: removedAt } as const;
  return transition({
    // Somebody who has it in hand sees for themselves how it is.
    ...(holding.leaseUntil && holding.leaseUntil > now
      ? { guards: [guard("Holding", holding)] }
      : { writes: [update("Holding", holding, { ...gone, dueAt: now, attempts: 0 })] }),
    events: [
      { kind: "accessRemovedOffline", grantId, personId, entitlementId, targetId, data: { account, removedAt, dueAt } },
    ],
  });
};
