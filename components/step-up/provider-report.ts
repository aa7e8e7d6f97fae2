import type { ActionAnswer } from "#components/action-answer.ts";
import { isExplained } from "#components/sentences/refusal.ts";
import type { Proof } from "./proof.ts";

/** Between the window that comes back from the provider and the page that waits: they may not know each other otherwise. */
export const providerChannel = "lapse-step-up";

export interface ProviderReport {
  readonly stepUpId: string;
  /** `confirmed`, or why not. */
  readonly outcome: string;
}

/** What the window said. It authorises nothing: the server knows whether it is true. */
export const readReport = ({ stepUpId, outcome }: ProviderReport): ActionAnswer<Proof> => {
  if (outcome === "confirmed") return { ok: true, value: { stepUpId } };
  return { ok: false, code: isExplained(outcome) ? outcome : "internal_error" };
};
