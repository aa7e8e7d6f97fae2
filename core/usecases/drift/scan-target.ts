import type { Actor } from "#core/domain/audit/event.ts";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { HoldingId, TargetId } from "#core/domain/ids.ts";
import { type FoundHolder, unexplained, unlisted } from "#core/domain/standing/compare-holders.ts";
import type { Core } from "#core/ports/core.ts";
import { endRemovedByHand } from "#core/usecases/drift/end-removed-by-hand.ts";
import { removeStrays } from "#core/usecases/drift/remove-strays.ts";
import { expelStrangers } from "#core/usecases/drift/expel-strangers.ts";
import type { HeldScan } from "#core/usecases/drift/hold-scan.ts";
import { recordFindings } from "#core/usecases/drift/record-findings.ts";

/**
 * Everyone whom one target lists, beside what was granted there. Throws when any list breaks off, before anything is concluded.
 * Grants are read before and after: what came or went while the target was listing is explained by either.
 */
export const scanTarget = async (core: Core, actor: Actor, targetId: TargetId, held: HeldScan): Promise<number> => {
  const items = (await core.catalogue.all()).filter(({ target }) => target.id === targetId);
  const before = await core.standing.explained(targetId);
  const listed = await listHolders(core, items, held);
  const after = await core.standing.explained(targetId);
  const standing = unexplained(listed, [...before, ...after]);
  await held.keep();
  const found = await whereTheyBelong(core, standing);
  await recordFindings(core, actor, { targetId, items, found });
  await removeStrays(core, actor, { targetId, items, found, held });
  await expelStrangers(core, actor, { targetId, items, found, held });
  const known = new Set(after.map(({ holdingId }) => holdingId));
  const offered = new Set<string>(items.map(({ entitlement }) => entitlement.id));
  for (const { holdingId, entitlementId } of unlisted(listed, before)) {
    if (!known.has(holdingId) || !offered.has(entitlementId)) continue;
    await held.keep();
    await endRemovedByHand(core, actor, holdingId);
  }
  return listed.length;
};

/** One entitlement may lie within another, and its holders are listed for both: what is ours stands where it was given. */
const whereTheyBelong = async (core: Core, found: readonly FoundHolder[]): Promise<readonly FoundHolder[]> => {
  const ids = found.flatMap(({ holdingId }) => holdingId ?? []);
  const given = new Map((await core.holdings.ofIds(ids)).map((holding) => [holding.id, holding.entitlementId]));
  return found.filter(({ holdingId, entitlementId }) => {
    const own = holdingId && given.get(holdingId);
    return !own || own === entitlementId;
  });
};

const keepEvery = 500;

const listHolders = async (
  core: Core,
  items: readonly CatalogueItem[],
  held: HeldScan,
): Promise<readonly FoundHolder[]> => {
  const portal = await core.portals.current();
  const found: FoundHolder[] = [];
  for (const { target, resource, entitlement } of items) {
    const mapped = { resource: resource.name, action: entitlement.action, mapping: entitlement.mapping };
    await held.keep();
    for await (const { account, accountId = null, mark } of core.targets.open(target).holders(mapped)) {
      const holdingId = mark && mark.portalId === portal?.id ? (mark.holdingId as HoldingId) : null;
      if (found.push({ entitlementId: entitlement.id, account, accountId, holdingId }) % keepEvery === 0)
        await held.keep();
    }
  }
  return found;
};
