import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { root } from "#scripts/start/settings.ts";
import type { SeededBug } from "./bugs.ts";

const left = new Set(["node_modules", ".git", ".lapse", "test-results", "playwright-report"]);

const report = z.object({
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ title: z.string(), status: z.string() })) })),
});

/** Throws unless the place is there, once. */
export const plantedText = ({ name, file, find, replace }: SeededBug): string => {
  const text = readFileSync(path.join(root, file), "utf8");
  if (text.split(find).length !== 2) throw new Error(`"${name}" can no longer be planted in ${file}`);
  return text.replace(find, () => replace);
};

export interface PlantedTree {
  /** The titles of the tests that fail with the bug in place. Whatever could not run at all is thrown. */
  failures(bug: SeededBug): Promise<readonly string[]>;
  remove(): void;
}

/** A copy of the tree in which anything can be broken. */
export const openPlantedTree = (): PlantedTree => {
  const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-seeded-"));
  cpSync(root, dir, {
    recursive: true,
    filter: (from) => !left.has(path.basename(from)) && !path.relative(root, from).startsWith(".next"),
  });
  symlinkSync(realpathSync(path.join(root, "node_modules")), path.join(dir, "node_modules"));
  return {
    failures: async (bug) => {
      const file = path.join(dir, bug.file);
      const sound = readFileSync(file, "utf8");
      writeFileSync(file, plantedText(bug));
      try {
        return await run(dir, bug.test);
      } finally {
        writeFileSync(file, sound);
      }
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
};

const run = async (dir: string, test: string): Promise<readonly string[]> => {
  const out = path.join(dir, "seeded.json");
  rmSync(out, { force: true });
  const args = ["node_modules/vitest/vitest.mjs", "run", test, "--reporter=json", `--outputFile=${out}`];
  const environment = { ...process.env, LAPSE_TEST_FULL: undefined, LAPSE_SEED: "1", VITEST: undefined };
  const child = spawn(process.execPath, args, { cwd: dir, stdio: "ignore", env: environment });
  await once(child, "close");
  const { testResults } = report.parse(JSON.parse(readFileSync(out, "utf8")));
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  if (all.length === 0) throw new Error(`${test} did not run`);
  return all.filter(({ status }) => status === "failed").map(({ title }) => title);
};
