import { useSyncExternalStore } from "react";
import type { ActionAnswer } from "#components/action-answer.ts";
import type { Proof } from "./proof.ts";

export interface ProviderQuestion {
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
