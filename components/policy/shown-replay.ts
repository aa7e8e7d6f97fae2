import type { Outcome, Reason } from "#core/domain/policy/decision.ts";

interface ShownAnswer {
  readonly outcome: Outcome;
  readonly stages: readonly { readonly need: number; readonly from: readonly string[] }[];
}

type Kind = "denied" | "needs-approval" | "auto-approve" | "routed-otherwise" | "unknown";

export interface ShownDifference {
  readonly requestId: string;
  readonly at: string;
  readonly kind: Kind;
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
  readonly counts: Readonly<Record<Kind | "same", number>> | null;
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
} as const satisfies Record<Kind | "same", string>;

export const answerWords = ({ outcome, stages }: ShownAnswer): string => {
  if (outcome === "auto-approve") return "approved at once";
  if (outcome === "deny") return "denied";
  return `asked of ${stages.map(({ need, from }) => `${need === 1 ? "" : `${need} of `}${from.join(", ")}`).join(" and ")}`;
};
