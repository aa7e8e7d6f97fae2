import { readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { root } from "../start/settings.ts";
import { describeFault, oneFailed, withExitCode, type Outcome } from "./outcome.ts";
import { runProgram } from "./run-program.ts";

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** Rules, use cases, connectors and set-up, on real servers. */
export async function vitestStage(name: string): Promise<Outcome> {
  const file = path.join(os.tmpdir(), `lapse-vitest-${process.pid}.json`);
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${file}`];
  const { exitCode } = await runProgram(["node_modules/vitest/vitest.mjs", "run", ...reporters], { show: true });
  try {
    const counted = report.parse(JSON.parse(await readFile(file, "utf8")));
    const outcome = {
      passed: counted.numPassedTests,
      failed: counted.numFailedTests,
      skipped: counted.numPendingTests + counted.numTodoTests,
      faults: counted.testResults.flatMap(faultsOfFile),
    };
    return withExitCode(outcome, exitCode, name);
  } catch (error) {
    return oneFailed(name, `no report of it could be read: ${String(error)}`);
  } finally {
    await rm(file, { force: true });
  }
}

/** A file that does not load, or whose set-up breaks, has failed without a failed test. */
function faultsOfFile({ name, status, message, assertionResults }: z.infer<typeof report>["testResults"][number]) {
  const file = path.relative(root, name);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (failed.length === 0) return status === "failed" ? [describeFault(file, message)] : [];
  return failed.map((test) => describeFault(`${file} › ${test.fullName}`, (test.failureMessages ?? []).join("\n")));
}
