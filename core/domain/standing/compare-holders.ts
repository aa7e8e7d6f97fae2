import type { EntitlementId, HoldingId } from "#core/domain/ids.ts";

/** Somebody whom the target lists for an entitlement. `holdingId`: named by a mark of this portal. */
export interface FoundHolder {
  readonly entitlementId: EntitlementId;
  readonly account: string;
  readonly holdingId: HoldingId | null;
}

/** A holding that a grant speaks for: activating, active, or ending and not confirmed yet. */
export interface ExplainedHolding {
  readonly holdingId: HoldingId;
  readonly entitlementId: EntitlementId;
  readonly account: string;
}

const keyOf = ({ entitlementId, account }: Pick<FoundHolder, "entitlementId" | "account">): string =>
  `${entitlementId} ${account}`;

/** What is at the target and no grant speaks for. One entitlement may lie within another: a live mark explains both. */
export const unexplained = (
  found: readonly FoundHolder[],
  explained: readonly ExplainedHolding[],
): readonly FoundHolder[] => {
  const ids = new Set<string>(explained.map(({ holdingId }) => holdingId));
  const keys = new Set(explained.map(keyOf));
  return found.filter((holder) => !keys.has(keyOf(holder)) && !(holder.holdingId && ids.has(holder.holdingId)));
};

/** What a grant speaks for and the target does not list. */
export const unlisted = (
  found: readonly FoundHolder[],
  explained: readonly ExplainedHolding[],
): readonly ExplainedHolding[] => {
  const keys = new Set(found.map(keyOf));
  return explained.filter((holding) => !keys.has(keyOf(holding)));
};
