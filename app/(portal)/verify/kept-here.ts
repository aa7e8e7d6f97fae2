import { useSyncExternalStore } from "react";
import type { Kept } from "./verify-in-browser.ts";

type KeptHere = Pick<Kept, "key" | "checkpoint">;

const place = (part: keyof KeptHere): string => `lapse-verify-${part}`;

/** Keeps what the log is held against in this browser, where nobody at the portal can change it. */
export const keepHere = (kept: KeptHere): void => {
  localStorage.setItem(place("key"), kept.key);
  localStorage.setItem(place("checkpoint"), kept.checkpoint);
};

const never = (): (() => void) => () => undefined;
const nothing = (): string => "";

const useKept = (part: keyof KeptHere): string =>
  useSyncExternalStore(never, () => localStorage.getItem(place(part)) ?? "", nothing);

/** What was kept here earlier; empty before that, and while the server draws. */
export const useKeptHere = (): KeptHere => ({ key: useKept("key"), checkpoint: useKept("checkpoint") });
