import type { EndReason } from "#core/domain/grant/grant.ts";

/** Why a grant ended, after "ended: …". */
export const endReasonWords = {
  cancelled: "cancelled before it began",
  ineligible: "no longer eligible at its start",
  "target-unavailable": "the target was not available",
  expired: "at its deadline",
  returned: "returned early",
  revoked: "revoked",
  "person-disabled": "the person was disabled",
  "removed-by-hand": "removed at the target by hand",
  "never-activated": "never became active",
  restored: "found after a restore",
  unverified: "the target was retired before it was proved",
} as const satisfies Record<EndReason, string>;
