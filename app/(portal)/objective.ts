import type { Objective } from "#components/shell/objective-indicator.tsx";
import type { ObjectiveState } from "#core/domain/grant/revocation-objective.ts";

interface Revocation {
  readonly state: ObjectiveState;
  readonly p99Ms: number | null;
  readonly overdue: number;
  readonly silent: boolean;
}

/** "0.4 s": tenths, rounded up, so that the figure never flatters. */
export const lagWords = (ms: number): string => `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`;

/** Whether access ends when it should, in the width of a header. */
export const objectiveOf = ({ state, p99Ms, overdue, silent }: Revocation, href: string): Objective => {
  if (overdue > 0)
    return { state: "broken", text: `${overdue} ${overdue === 1 ? "revocation" : "revocations"} overdue`, href };
  if (silent) return { state: "broken", text: "The revoker is silent", href };
  if (state === "unmeasured" || p99Ms === null) return { state: "kept", text: "Revoker at work", href };
  return { state, text: `Revocation p99 ${lagWords(p99Ms)}`, href };
};
