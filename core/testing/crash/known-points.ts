import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

const file = new URL("./known-points.json", import.meta.url);

/** Where the scenario could be killed when the list was last written; a place that depends on time may be passed or not. */
export const knownPoints = (): readonly string[] => z.array(z.string()).parse(JSON.parse(readFileSync(file, "utf8")));

export const recordPoints = (points: readonly string[]): void =>
  writeFileSync(file, `${JSON.stringify([...new Set(points)].sort(), null, 2)}\n`);

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
