import type { Reason } from "#core/domain/policy/decision.ts";
import type { ReplayKind, ShownAnswer } from "#core/domain/policy/replay-candidate.ts";

export interface ShownDifference {
  readonly requestId: string;
  readonly at: string;
  readonly kind: Exclude<ReplayKind, "same">;
  readonly requester: string;
  readonly holder: string;
  readonly entitlements: readonly string[];
  readonly durationSeconds: number;
  readonly was: ShownAnswer;
  readonly would: ShownAnswer & { readonly rules: readonly string[]; readonly reasons: readonly Reason[] };
  readonly unknown: readonly string[];
}

/** What a policy would have done to the requests of the last days, as it comes from the server. */
export interface ShownReplay {
  readonly counts: Readonly<Record<ReplayKind, number>> | null;
  readonly differences: readonly ShownDifference[];
  readonly nextCursor: string | null;
}

export const replayWords = {
  same: "as they were",
  denied: "denied instead",
  "needs-approval": "asked of approvers instead",
  "auto-approve": "approved at once instead",
  "routed-otherwise": "asked of other approvers",
  unknown: "not known",
} as const satisfies Record<ReplayKind, string>;

export const answerWords = ({ outcome, stages }: ShownAnswer): string => {
  if (outcome === "auto-approve") return "approved at once";
  if (outcome === "deny") return "denied";
  return `asked of ${stages.map(({ need, from }) => `${need === 1 ? "" : `${need} of `}${from.join(", ")}`).join(" and ")}`;
};
