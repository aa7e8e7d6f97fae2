/** Most steps that a backtracking engine may need on the longest input: some tens of milliseconds. */
const mostSteps = 2e7;
const longestPattern = 200;
const token = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?.?|[()|]|[*+?]|\{\d*,?\d*\}|[^]/gu;

/**
 * Whether a regular expression is safe to run on any input of at most `longestInput` characters, by a bound on its
 * backtracking and not by trust. Undefined when it is, otherwise what is wrong.
 *
 * Repeating a group that repeats or chooses within is what makes backtracking exponential, so it is refused, as are
 * look-around and back-references. What is left costs at most inputs^(open repetitions, one more where the start is not
 * anchored) × 2^(options and alternatives), and that must stay below a fixed number of steps.
 */
export function findPatternRisk(pattern: string, longestInput: number): string | undefined {
  if (pattern.length > longestPattern) return `the pattern is longer than ${longestPattern} characters`;
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    return error instanceof Error ? error.message : "it is not a regular expression";
  }
  const shape = measure(pattern);
  if (typeof shape === "string") return shape;
  const open = shape.repetitions + (shape.anchored ? 0 : 1);
  if (longestInput ** open * 2 ** shape.choices <= mostSteps) return undefined;
  return "it could take too long: use fewer *, +, ? and |, give repetitions an exact count, or begin with ^";
}

interface Shape {
  readonly repetitions: number;
  readonly choices: number;
  readonly anchored: boolean;
}

/** Counts what a backtracking engine can try; a string says why the pattern is refused outright. */
function measure(pattern: string): Shape | string {
  let repetitions = 0;
  let choices = 0;
  const groups: { varies: boolean }[] = [{ varies: false }];
  let closed: { varies: boolean } | undefined;
  for (const [part] of pattern.matchAll(token)) {
    if (part.startsWith("(?") && part !== "(?:") return "look-around and named groups are not allowed";
    if (/^\\[1-9k]/.test(part)) return "back-references are not allowed";
    const current = groups.at(-1);
    if (current === undefined) return "a group is closed that was not opened";
    const repeated = closed;
    closed = undefined;
    if (part.startsWith("(")) groups.push({ varies: false });
    else if (part === ")") {
      closed = groups.pop();
      const outer = groups.at(-1);
      if (outer !== undefined && closed?.varies === true) outer.varies = true;
    } else if (part === "|") {
      choices += 1;
      current.varies = true;
    } else if (isQuantifier(part)) {
      if (repeated?.varies === true && part !== "?") return "a repeated group may not repeat or choose within";
      if (part === "?") choices += 1;
      else if (!/^\{\d+\}$/.test(part)) repetitions += 1;
      else if (Number(part.slice(1, -1)) > 1_000) return "a count above 1000 is not allowed";
      current.varies = true;
    }
  }
  const anchored = pattern.startsWith("^") && !/(^|[^\\])\|/.test(pattern);
  return { repetitions, choices, anchored };
}

const isQuantifier = (part: string): boolean => /^(?:[*+?]|\{\d+,?\d*\})$/.test(part);
