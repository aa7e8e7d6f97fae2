import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { mostWatched, type WatchedSession } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";

/** `unable`: this target does not know. `unreachable`: it did not answer in time, so nothing is known. */
export type SessionsAsked =
  | { readonly state: "told"; readonly of: ReadonlyMap<Grant["holdingId"], readonly WatchedSession[]> }
  | { readonly state: "unable" | "unreachable" };

/** Who is connected at a target through these grants, at most as many of them as a target is asked for at once. */
export const askSessions = async (
  core: Core,
  target: Target,
  grants: readonly Pick<Grant, "holdingId">[],
): Promise<SessionsAsked> => {
  if (!core.targets.kind(target.kind)?.tells.includes("sessions")) return { state: "unable" };
  const ids = [...new Set(grants.map(({ holdingId }) => holdingId))].toSorted().slice(0, mostWatched);
  const holdings = await core.holdings.ofIds(ids);
  const items = await core.catalogue.ofIds([...new Set(holdings.map(({ entitlementId }) => entitlementId))]);
  const asked = holdings.flatMap(({ id, account, entitlementId }) => {
    const item = items.find(({ entitlement }) => entitlement.id === entitlementId);
    if (!item) return [];
    const { resource, entitlement } = item;
    const mapped = { resource: resource.name, action: entitlement.action, mapping: entitlement.mapping };
    return [{ id, of: { account, entitlement: mapped } }];
  });
  if (asked.length === 0) return { state: "told", of: new Map() };
  try {
    const question = `sessions ${asked.map(({ id }) => id).join(" ")}`;
    const told = await core.targets.look(
      target,
      question,
      async (connector) => (await connector.sessions?.(asked.map(({ of }) => of))) ?? null,
    );
    if (told === null) return { state: "unable" };
    return { state: "told", of: new Map(asked.map(({ id }, index) => [id, told[index] ?? []])) };
  } catch {
    return { state: "unreachable" };
  }
};
