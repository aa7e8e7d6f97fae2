/** How many tests one stage ran. A check that is not made of tests counts as one. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: number;
}

export const onePassed: Outcome = { passed: 1, failed: 0, skipped: 0 };
export const oneFailed: Outcome = { passed: 0, failed: 1, skipped: 0 };

export function addOutcomes(outcomes: readonly Outcome[]): Outcome {
  const sum = (key: keyof Outcome) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** The last line of `npm test`. */
export function describeOutcome({ passed, failed, skipped }: Outcome): string {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

/** A runner that ended badly without naming a failed test (a file that does not load, a setup that broke) has failed too. */
export function withExitCode(outcome: Outcome, exitCode: number | null): Outcome {
  return exitCode === 0 || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}
