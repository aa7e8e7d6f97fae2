"use client";

import { useEffect, useEffectEvent } from "react";

interface ApprovalKeys {
  move: (by: number) => void;
  pick: () => void;
  approve: () => void;
  deny: () => void;
  help: () => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest("input:not([type=checkbox]), textarea, select, [role=dialog], [role=menu]") !== null);

/** j k x a d ? for whoever decides all day. Never while typing, in a dialog, with a modifier, or by a key held down. */
export const useApprovalKeys = (keys: ApprovalKeys): void => {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("[role=dialog], [role=alertdialog]")) return;
    const moves: Record<string, number> = { j: 1, k: -1 };
    const by = moves[event.key];
    if (by !== undefined) {
      event.preventDefault();
      keys.move(by);
      return;
    }
    if (event.repeat) return;
    const acts: Record<string, () => void> = { x: keys.pick, a: keys.approve, d: keys.deny, "?": keys.help };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
};
