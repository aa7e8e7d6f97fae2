import { readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { oneFailed, withExitCode, type Outcome } from "./outcome.ts";
import { runProgram } from "./run-program.ts";

const report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** Journeys and refusals in a real browser, against a portal started as `npm start` does. */
export async function playwrightStage(): Promise<Outcome> {
  const file = path.join(os.tmpdir(), `lapse-playwright-${process.pid}.json`);
  const { exitCode } = await runProgram(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"], {
    show: true,
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  try {
    const { stats } = report.parse(JSON.parse(await readFile(file, "utf8")));
    // Flaky is failed: a test that passes at the second try proves nothing at the first.
    const outcome = { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
    return withExitCode(outcome, exitCode);
  } catch {
    // No report: it broke before it could write one, and has said why above.
    return oneFailed;
  } finally {
    await rm(file, { force: true });
  }
}
