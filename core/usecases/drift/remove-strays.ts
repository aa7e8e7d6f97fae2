import type { Actor } from "#core/domain/audit/event.ts";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Portal } from "#core/domain/portal.ts";
import { openKeyAt } from "#core/domain/standing/open-key.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import type { Core } from "#core/ports/core.ts";
import { accessAt, byLogin } from "#core/usecases/access-of.ts";
import { checkGone } from "#core/usecases/check-gone.ts";
import type { Compared } from "#core/usecases/drift/expel-strangers.ts";
import { hasHolding } from "#core/usecases/drift/has-holding.ts";
import { seenGone } from "#core/usecases/drift/record-findings.ts";
import { takeFinding, type Taking } from "#core/usecases/drift/take-finding.ts";

/**
 * What bears this portal's mark and names a holding that its database has never had was given by the database that this one is a
 * copy of, after the copy was made: it is removed and its absence read back (domain rule 6). Where no copy was ever found, such
 * a mark is a riddle: in enforce mode it goes like all that no grant explains, in report mode it is only shown. Each was committed as
 * found before. Where it stands on a person's own account of which there is a holding, the reconciler removes it.
 */
export const removeStrays = async (core: Core, actor: Actor, compared: Compared): Promise<void> => {
  const { items, held } = compared;
  const portal = await core.portals.current();
  if (!portal) return;
  for (const [holdingId, findings] of await straysOf(core, compared)) {
    // One entitlement may lie within another, and its holders are listed for both.
    const [first, ...listedToo] = findings;
    const item = items.find(({ entitlement }) => entitlement.id === first?.entitlementId);
    if (!first || !item || !mayRemove(portal, item)) continue;
    if (await hasHolding(core, first)) continue;
    await held.keep();
    if (!(await takeFinding(core, actor, item, first, removing(holdingId)))) continue;
    const now = await core.clock.now();
    await core.store.commit(
      actor,
      listedToo.map((finding) => seenGone(finding, now)),
    );
  }
};

/** The findings that bear a mark of ours which names nothing known here, by what it names. */
const straysOf = async (
  core: Core,
  { targetId, found }: Compared,
): Promise<ReadonlyMap<HoldingId, readonly StandingAccess[]>> => {
  const marked = found.flatMap(({ holdingId }) => holdingId ?? []);
  if (marked.length === 0) return new Map();
  const [holdings, open] = await Promise.all([core.holdings.ofIds(marked), core.standing.openOf(targetId)]);
  const known = new Set(holdings.map(({ id }) => id));
  const byKey = new Map(open.map((finding) => [finding.openKey, finding]));
  const strays = new Map<HoldingId, StandingAccess[]>();
  for (const holder of found) {
    const finding = byKey.get(openKeyAt(targetId, holder));
    if (!finding || holder.holdingId === null || known.has(holder.holdingId)) continue;
    strays.set(holder.holdingId, [...(strays.get(holder.holdingId) ?? []), finding]);
  }
  return strays;
};

const mayRemove = ({ restoredAt }: Pick<Portal, "restoredAt">, { target }: CatalogueItem): boolean =>
  restoredAt !== null || target.driftMode === "enforce";

/** Above every fence that a holding of ours can have had: none is claimed so often. */
const aboveAll = 1_000_000_000;

const removing = (holdingId: HoldingId): Taking => ({
  take: async (connector, place, { account, accountId }) => {
    // Nothing here knows its fence. The one that begins at a restoration is above all that were before it.
    const fence = place.portal.restoredAt ? 0 : aboveAll;
    const access = accessAt(place, { id: holdingId, ...byLogin(account), accountId, fence });
    await connector.remove(access);
    checkGone(await connector.observe(access));
  },
  recorded: ({ targetId, entitlementId, account }) => ({
    ...{ kind: "strayAccessRemoved", targetId, entitlementId, data: { account, holdingId } },
  }),
});
