import type { Actor } from "#core/domain/audit/event.ts";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { FoundHolder } from "#core/domain/standing/compare-holders.ts";
import { transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { Portal } from "#core/domain/portal.ts";
import type { HeldScan } from "#core/usecases/drift/hold-scan.ts";
import { accessAt, type Place } from "#core/usecases/access-of.ts";

/**
 * What bears this portal's mark and names a holding that its database has never had was given by the database that this one is a
 * copy of, after the copy was made: it is removed and its absence read back (domain rule 6). Where no copy was ever found, such
 * a mark is a riddle: in enforce mode it goes like all that no grant explains, in report mode it is only shown. Answers what
 * still stands.
 */
export const removeStrays = async (
  core: Core,
  actor: Actor,
  items: readonly CatalogueItem[],
  found: readonly FoundHolder[],
  held: HeldScan,
): Promise<readonly FoundHolder[]> => {
  const portal = await core.portals.current();
  if (!portal) return found;
  const marked = found.flatMap(({ holdingId }) => holdingId ?? []);
  const known = new Set((await core.holdings.ofIds(marked)).map(({ id }) => id));
  const left: FoundHolder[] = [];
  const gone = new Set<HoldingId>();
  for (const holder of found) {
    const item = items.find(({ entitlement }) => entitlement.id === holder.entitlementId);
    const { holdingId } = holder;
    if (!item || holdingId === null || known.has(holdingId) || !mayRemove(portal, item)) left.push(holder);
    // One entitlement may lie within another, and its holders are listed for both.
    else if (!gone.has(holdingId)) {
      await held.keep();
      if (!(await isRemoved(core, { portal, item }, holder, holdingId))) left.push(holder);
      else {
        gone.add(holdingId);
        await record(core, actor, item, holder, holdingId);
      }
    }
  }
  return left;
};

const mayRemove = ({ restoredAt }: Pick<Portal, "restoredAt">, { target }: CatalogueItem): boolean =>
  restoredAt !== null || target.driftMode === "enforce";

/** Above every fence that a holding of ours can have had: none is claimed so often. */
const aboveAll = 1_000_000_000;

/** False where the target did not do it, or does not show that it did: the next comparison tries again. */
const isRemoved = async (core: Core, place: Place, { account }: FoundHolder, id: HoldingId): Promise<boolean> => {
  const connector = core.targets.open(place.item.target);
  // Nothing here knows its fence. The one that begins at a restoration is above all that were before it.
  const access = accessAt(place, { id, account, fence: place.portal.restoredAt ? 0 : aboveAll });
  try {
    await connector.remove(access);
    const seen = await connector.observe(access);
    return seen.state === "absent" && seen.liveSessions.length === 0;
  } catch {
    return false;
  }
};

const record = async (
  core: Core,
  actor: Actor,
  { target, entitlement }: CatalogueItem,
  { account }: FoundHolder,
  holdingId: HoldingId,
): Promise<void> => {
  const about = { targetId: target.id, entitlementId: entitlement.id, data: { account, holdingId } };
  await core.store.commit(actor, [transition({ events: [{ kind: "strayAccessRemoved", ...about }] })]);
};
