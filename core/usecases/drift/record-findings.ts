import type { Actor } from "#core/domain/audit/event.ts";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { EntitlementId, TargetId } from "#core/domain/ids.ts";
import { type FoundHolder, isAnothers } from "#core/domain/standing/compare-holders.ts";
import { openKeyAt } from "#core/domain/standing/open-key.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import { type Guard, guard, insert, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { dropFinding } from "#core/usecases/drift/drop-finding.ts";
import type { Compared } from "#core/usecases/drift/expel-strangers.ts";

/**
 * Writes what a whole comparison found: new findings, and those that are gone. Nothing is adopted. What bears our mark and
 * has its holding goes at once; of the rest, in enforce mode, what a holding of ours knows, unless a reviewed change lets it
 * stand: the reconciler removes it and reads back. Marks that name nothing known here are `removeStrays`'s, and strangers `expelStrangers`'s.
 * Whatever is written was seen where its entitlement said: nothing is, where that says something else by now.
 */
export const recordFindings = async (
  core: Core,
  actor: Actor,
  { targetId, items, found }: Omit<Compared, "held">,
): Promise<void> => {
  const [target, open, letStand, now] = await Promise.all([
    core.catalogue.findTarget(targetId),
    core.standing.openOf(targetId),
    core.standing.known(targetId),
    core.clock.now(),
  ]);
  if (!target || target.retiredAt) return;
  const known = new Set(open.map(({ openKey }) => openKey));
  const keys = new Set(found.map((holder) => openKeyAt(targetId, holder)));
  const compared = new Map(items.map(({ entitlement }) => [entitlement.id, guard("Entitlement", entitlement)]));
  const fresh = found.filter((holder) => !known.has(openKeyAt(targetId, holder)));
  const steps = [
    ...fresh.map((holder) => seenAs(compared, holder, findingOf(core, targetId, holder, now))),
    ...open
      .filter(({ openKey }) => openKey !== null && !keys.has(openKey))
      .map((gone) =>
        compared.has(gone.entitlementId)
          ? seenAs(compared, gone, seenGone(gone, now))
          : dropFinding(gone, "the entitlement is not offered any more"),
      ),
  ];
  if (steps.length > 0) await core.store.commit(actor, steps);
  const spared = new Set(letStand.map((one) => openKeyAt(targetId, one)));
  const goes = found.filter(({ holdingId, ...place }) => holdingId !== null || !spared.has(openKeyAt(targetId, place)));
  const owed = (await Promise.all(goes.map((holder) => owedFor(core, target, holder, now)))).flat();
  if (owed.length === 0) return;
  const removals = new Map(owed.map((holding) => [holding.before.id, holding]));
  await core.store.commit(
    actor,
    [...removals.values()].map(({ before, changes }) =>
      seenAs(compared, before, transition({ writes: [update("Holding", before, changes)] })),
    ),
  );
  core.wake.due();
};

/** A step that holds only while its entitlement means what it meant when its holders were listed. */
const seenAs = (
  compared: ReadonlyMap<EntitlementId, Guard>,
  { entitlementId }: { readonly entitlementId: EntitlementId },
  step: Transition,
): Transition => {
  const meaning = compared.get(entitlementId);
  if (!meaning) throw new Error(`${entitlementId} was not compared`);
  return { ...step, guards: [...step.guards, meaning] };
};

export const findingOf = (core: Core, targetId: TargetId, holder: FoundHolder, now: Date): Transition => {
  const { entitlementId, account, accountId, holdingId } = holder;
  const id = core.ids.newId("std");
  const openKey = openKeyAt(targetId, holder);
  return transition({
    writes: [
      insert("StandingAccess", {
        ...{ id, version: 1, targetId, entitlementId, account, accountId, openKey, holdingId },
        ...{ triedAt: null, error: null, removeAt: null, expelUntil: null, foundAt: now, goneAt: null },
      }),
    ],
    events: [{ kind: "driftFound", targetId, entitlementId, data: { account, isOurs: holdingId !== null } }],
  });
};

/** It does not stand any more, whoever took it. */
export const seenGone = (finding: StandingAccess, now: Date): Transition => {
  const { targetId, entitlementId, account } = finding;
  return transition({
    writes: [update("StandingAccess", finding, { openKey: null, goneAt: now })],
    events: [{ kind: "driftGone", targetId, entitlementId, data: { account } }],
  });
};

interface Owed {
  readonly before: Holding;
  readonly changes: Partial<Holding>;
}

/**
 * Sends the reconciler to what must go. One write for each holding, however many entitlements or names list it: what bears our mark
 * under a name that no holding has was renamed at the target, and is its holding's all the same.
 */
const owedFor = async (
  core: Core,
  target: Target,
  { entitlementId, account, accountId, holdingId }: FoundHolder,
  now: Date,
): Promise<readonly Owed[]> => {
  const isEnforced = target.driftMode === "enforce";
  if (holdingId === null && !isEnforced) return [];
  const named = await core.holdings.ofAccount(target.id, account, entitlementId);
  const before = named ?? (holdingId && (await core.holdings.find(holdingId)));
  // The login may have been another's when the holding was made: what is removed for it is removed from that one.
  if (!before || isAnothers(before, accountId) || (before.dueAt !== null && before.dueAt <= now)) return [];
  // What stood before a grant is left only where that is reported and no more.
  const standing = holdingId === before.id || isEnforced ? false : before.standing;
  return [{ before, changes: { state: "present", standing, dueAt: now, attempts: 0 } }];
};
