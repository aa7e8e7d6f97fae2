import { useSyncExternalStore } from "react";
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

interface ProviderQuestion {
  readonly stepUpId: string;
  /** The provider's own page. */
  readonly url: string;
  readonly settle: (answer: ActionAnswer<Proof>) => void;
}

let open: ProviderQuestion | null = null;
const watchers = new Set<() => void>();

const show = (question: ProviderQuestion | null): void => {
  open = question;
  for (const each of watchers) each();
};

/** Shows the question (`ProviderDialog`), and answers when it is settled there. The page stays, with all that was typed. */
export const askAtProvider = (stepUpId: string, url: string): Promise<ActionAnswer<Proof>> =>
  new Promise((resolve) => {
    open?.settle({ ok: false, code: "provider_declined" });
    const settle = (answer: ActionAnswer<Proof>): void => {
      show(null);
      resolve(answer);
    };
    show({ stepUpId, url, settle });
  });

export const useProviderQuestion = (): ProviderQuestion | null =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => open,
    () => null,
  );

/** What the window said. It authorises nothing: the server knows whether it is true. */
export const readReport = ({ stepUpId, outcome }: ProviderReport): ActionAnswer<Proof> => {
  if (outcome === "confirmed") return { ok: true, value: { stepUpId } };
  return { ok: false, code: isExplained(outcome) ? outcome : "internal_error" };
};
