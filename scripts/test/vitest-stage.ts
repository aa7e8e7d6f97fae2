import { readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { oneFailed, withExitCode, type Outcome } from "./outcome.ts";
import { runProgram } from "./run-program.ts";

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

/** Rules, use cases, connectors and set-up, on real servers. */
export async function vitestStage(): Promise<Outcome> {
  const file = path.join(os.tmpdir(), `lapse-vitest-${process.pid}.json`);
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  const { exitCode } = await runProgram(["node_modules/vitest/vitest.mjs", "run", ...reporters], { show: true });
  try {
    const counted = report.parse(JSON.parse(await readFile(file, "utf8")));
    const outcome = {
      passed: counted.numPassedTests,
      failed: counted.numFailedTests,
      skipped: counted.numPendingTests + counted.numTodoTests,
    };
    return withExitCode(outcome, exitCode);
  } catch {
    // No report: it broke before it could write one, and has said why above.
    return oneFailed;
  } finally {
    await rm(file, { force: true });
  }
}
