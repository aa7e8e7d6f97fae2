import type { Objective } from "#components/shell/objective-indicator.tsx";
import type { ErrorBudget } from "#core/domain/grant/error-budget.ts";
import { type ObjectiveState, revocationObjectiveMs } from "#core/domain/grant/revocation-objective.ts";

interface Revocation {
  readonly state: ObjectiveState;
  readonly p99Ms: number | null;
  readonly overdue: number;
  readonly silent: boolean;
}

/** "0.4 s": tenths, rounded up, so that the figure never flatters. */
const lagWords = (ms: number): string => `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`;

/** "97 %" of the error budget, rounded down, or that more was missed than it allows. */
export const budgetWords = ({ spent }: ErrorBudget): string =>
  spent > 1 ? "overspent" : `${Math.floor((1 - spent) * 100)} %`;

/** Whether access ends when it should, in the width of a header. */
export const objectiveOf = ({ state, p99Ms, overdue, silent }: Revocation, href: string): Objective => {
  if (overdue > 0)
    return { state: "broken", text: `${overdue} ${overdue === 1 ? "revocation" : "revocations"} overdue`, href };
  if (silent) return { state: "broken", text: "The revoker is silent", href };
  if (state === "unmeasured") return { state: "kept", text: "Revoker at work", href };
  if (p99Ms === null || (state === "broken" && p99Ms <= revocationObjectiveMs))
    return { state, text: "Some ends were never proved", href };
  return { state, text: `Revocation p99 ${lagWords(p99Ms)}`, href };
};

/** How soon 99 of 100 of what ended were confirmed gone. What ended without ever being confirmed is not "nothing". */
export const endedWords = (ends: { readonly count: number; readonly p99Ms: number | null } | null): string => {
  if (ends === null || ends.count === 0) return "Nothing ended yet";
  return ends.p99Ms === null ? "None was confirmed" : `Within ${lagWords(ends.p99Ms)}`;
};
