import { stripVTControlCharacters } from "node:util";

/** How many tests one stage ran. A check that is not made of tests counts as one. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, each by its name and what it said. */
  faults: readonly string[];
}

export const onePassed: Outcome = { passed: 1, failed: 0, skipped: 0, faults: [] };

export function oneFailed(name: string, said: string): Outcome {
  return { passed: 0, failed: 1, skipped: 0, faults: [describeFault(name, said)] };
}

export function addOutcomes(outcomes: readonly Outcome[]): Outcome {
  const sum = (key: "passed" | "failed" | "skipped") => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return {
    passed: sum("passed"),
    failed: sum("failed"),
    skipped: sum("skipped"),
    faults: outcomes.flatMap(({ faults }) => faults),
  };
}

/** The last line of `npm test`. */
export function describeOutcome({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

const mostLines = 12;

/** Short enough that many of them fit on a page: the whole of it stands where it failed. */
export function describeFault(name: string, said: string): string {
  const lines = stripVTControlCharacters(said).trim().split("\n");
  return [`✗ ${name}`, ...lines.slice(0, mostLines).map((line) => `    ${line}`)].join("\n");
}

/** A runner that ended badly without naming a failed test (a file that does not load, a setup that broke) has failed too. */
export function withExitCode(outcome: Outcome, exitCode: number | null, name: string): Outcome {
  if (exitCode === 0 || outcome.failed > 0) return outcome;
  return addOutcomes([outcome, oneFailed(name, `ended with ${exitCode}, and no test of it failed`)]);
}
