import type { Actor } from "#core/domain/audit/event.ts";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { HoldingId, TargetId } from "#core/domain/ids.ts";
import type { FoundHolder } from "#core/domain/standing/compare-holders.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import type { Core } from "#core/ports/core.ts";
import { accessAt, byLogin } from "#core/usecases/access-of.ts";
import { hasHolding } from "#core/usecases/drift/has-holding.ts";
import type { HeldScan } from "#core/usecases/drift/hold-scan.ts";
import { removeFinding } from "#core/usecases/drift/remove-finding.ts";
import { takeFinding, type Taking } from "#core/usecases/drift/take-finding.ts";

/** So many at a time, those first that were not tried yet: whoever sees that the wrong ones go has time to say so. */
const mostAtOnce = 25;

/** What was found at one target, and the right to act on it. */
export interface Compared {
  readonly targetId: TargetId;
  readonly items: readonly CatalogueItem[];
  /** What this comparison found and no grant explains. */
  readonly found: readonly FoundHolder[];
  readonly held: HeldScan;
}

/**
 * In enforce mode, takes the entitlement from those whom no holding of ours knows; never their login. Each finding was committed
 * before. In any mode, the same of those that a review has decided about. Where the portal knows whose login it is, the
 * reconciler removes it as it removes everything; else the connector does, and reads back that it is gone. What a reviewed
 * change knows stays, as long as no review says otherwise.
 */
export const expelStrangers = async (core: Core, actor: Actor, compared: Compared): Promise<void> => {
  const { targetId, items, found, held } = compared;
  const [target, open, known] = await Promise.all([
    core.catalogue.findTarget(targetId),
    core.standing.openOf(targetId),
    core.standing.known(targetId),
  ]);
  const isEnforced = target?.driftMode === "enforce";
  if (!isEnforced && open.every(({ removeAt }) => removeAt === null)) return;
  const places = new Set(found.filter(({ holdingId }) => holdingId === null).map(placeOf));
  const spared = new Set(known.map(placeOf));
  const strangers = open
    .filter((finding) => places.has(placeOf(finding)))
    .filter((finding) => finding.removeAt !== null || (isEnforced && !spared.has(placeOf(finding))))
    .toSorted((a, b) => (a.triedAt?.getTime() ?? 0) - (b.triedAt?.getTime() ?? 0))
    .slice(0, mostAtOnce);
  for (const finding of strangers) {
    const item = items.find(({ entitlement }) => entitlement.id === finding.entitlementId);
    if (!item || (await hasHolding(core, finding))) continue;
    await held.keep();
    if (!(await isHandedOver(core, actor, finding))) await takeFinding(core, actor, item, finding, expelling);
  }
};

const expelling: Taking = {
  // The finding stands where a holding would: nothing else at the target bears its name.
  take: (connector, place, { id, account, accountId }) =>
    connector.expel(accessAt(place, { id: id as unknown as HoldingId, ...byLogin(account), accountId, fence: 0 })),
  recorded: ({ targetId, entitlementId, account }) => ({
    kind: "driftRemoved",
    targetId,
    entitlementId,
    data: { account },
  }),
};

const placeOf = ({ entitlementId, account }: Pick<FoundHolder, "entitlementId" | "account">): string =>
  `${entitlementId} ${account}`;

/** A person's own login: their holding says from now on that nothing should be there. */
const isHandedOver = async (core: Core, actor: Actor, finding: StandingAccess): Promise<boolean> => {
  const step = await removeFinding(core, finding, await core.clock.now());
  if (!step) return false;
  await core.store.commit(actor, [step]);
  core.wake.due();
  return true;
};
