import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const file = new URL("./known-points.json", import.meta.url);

/** Where the scenario could be killed when it was last tried. */
export const knownPoints = (): readonly string[] => z.array(z.string()).parse(JSON.parse(readFileSync(file, "utf8")));

export const recordPoints = (points: readonly string[]): void =>
  writeFileSync(file, `${JSON.stringify(sorted(points), null, 2)}\n`);

export interface PointChanges {
  /** Every place where this code can be killed, in the order of the file: the same in every run of the same code. */
  readonly points: readonly string[];
  /** Reached each time, and not in the file. */
  readonly added: readonly string[];
  /** In the file, and reached no more. */
  readonly gone: readonly string[];
}

/**
 * How the file and the code differ, by what two whole runs of the scenario passed. A place that depends on how long something takes
 * is passed by one of them: if it is known it stays known, and a slow machine alone makes none.
 */
export const compareWithKnown = (
  known: readonly string[],
  whole: readonly string[],
  again: readonly string[],
): PointChanges => {
  const passed = new Set([...whole, ...again]);
  const gone = known.filter((point) => !passed.has(point));
  const added = whole.filter((point) => again.includes(point) && !known.includes(point));
  return { points: sorted([...known.filter((point) => passed.has(point)), ...added]), added, gone };
};

const sorted = (points: readonly string[]): readonly string[] => [...new Set(points)].sort();

/** Drawn by the commit that is tested: the same for everyone who tests it, and others with the next. */
export const drawPoints = (points: readonly string[], count: number): readonly string[] => {
  const commit = headCommit();
  const place = (point: string): string => createHash("sha256").update(`${commit} ${point}`).digest("hex");
  return [...points].sort((a, b) => (place(a) < place(b) ? -1 : 1)).slice(0, count);
};

const headCommit = (): string => {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    // A copy without a history draws the same points each time.
    return "no commit";
  }
};
