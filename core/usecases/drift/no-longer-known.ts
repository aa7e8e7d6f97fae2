import type { KnownAccess } from "#core/domain/standing/standing-access.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";

/** What a reviewed change once let stand is known no longer. */
export const noLongerKnown = (known: KnownAccess, reason: string, now: Date): Transition => {
  const { targetId, entitlementId, account } = known;
  return transition({
    writes: [update("KnownAccess", known, { retiredAt: now })],
    events: [{ kind: "accessUnknown", targetId, entitlementId, data: { account, reason } }],
  });
};
