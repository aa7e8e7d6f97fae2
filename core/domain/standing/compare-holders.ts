import type { EntitlementId, HoldingId } from "#core/domain/ids.ts";

/** Somebody whom the target lists for an entitlement. `holdingId`: named by a mark of this portal. */
export interface FoundHolder {
  readonly entitlementId: EntitlementId;
  readonly account: string;
  readonly accountId: string | null;
  readonly holdingId: HoldingId | null;
}

/** A holding that a grant speaks for: activating, active, or ending and not confirmed yet. */
export interface ExplainedHolding {
  readonly holdingId: HoldingId;
  readonly entitlementId: EntitlementId;
  readonly account: string;
  readonly accountId: string | null;
}

type Named = Pick<FoundHolder, "entitlementId" | "account" | "accountId">;

const byName = ({ entitlementId, account }: Named): string => `${entitlementId} ${account}`;
const byId = ({ entitlementId, accountId }: Named): string => `${entitlementId} ${accountId}`;

/** Whether both are known by the target's own ids, and these differ: then one login in both says only that it changed hands. */
export const isAnothers = (one: Pick<Named, "accountId">, otherId: string | null): boolean =>
  one.accountId !== null && otherId !== null && one.accountId !== otherId;

/** Whether one of `all` is this account: by the target's own id where both have one, else by the login. */
const among = (all: readonly Named[]): ((one: Named) => boolean) => {
  const ids = new Set(all.filter(({ accountId }) => accountId !== null).map(byId));
  const names = new Set(all.map(byName));
  const namesAlone = new Set(all.filter(({ accountId }) => accountId === null).map(byName));
  return (one) => (one.accountId === null ? names.has(byName(one)) : ids.has(byId(one)) || namesAlone.has(byName(one)));
};

/** What is at the target and no grant speaks for. One entitlement may lie within another: a live mark explains both. */
export const unexplained = (
  found: readonly FoundHolder[],
  explained: readonly ExplainedHolding[],
): readonly FoundHolder[] => {
  const holdings = new Set<string>(explained.map(({ holdingId }) => holdingId));
  const isSpokenFor = among(explained);
  return found.filter((holder) => !isSpokenFor(holder) && !(holder.holdingId && holdings.has(holder.holdingId)));
};

/** What a grant speaks for and the target does not list. */
export const unlisted = (
  found: readonly FoundHolder[],
  explained: readonly ExplainedHolding[],
): readonly ExplainedHolding[] => {
  const isListed = among(found);
  return explained.filter((holding) => !isListed(holding));
};
