import { readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { JSONReport, JSONReportSuite } from "@playwright/test/reporter";
import { describeFault, oneFailed, withExitCode, type Outcome } from "./outcome.ts";
import { runProgram } from "./run-program.ts";

/** Journeys and refusals in a real browser, against a portal started as `npm start` does. */
export async function playwrightStage(name: string): Promise<Outcome> {
  const file = path.join(os.tmpdir(), `lapse-playwright-${process.pid}.json`);
  const { exitCode } = await runProgram(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"], {
    show: true,
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  try {
    const { stats, suites, errors } = JSON.parse(await readFile(file, "utf8")) as JSONReport;
    const outcome = {
      passed: stats.expected,
      // Flaky is failed: a test that passes at the second try proves nothing at the first.
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
      faults: [...errors.map(({ message }) => describeFault(name, message ?? "")), ...suites.flatMap(faultsOfSuite)],
    };
    return withExitCode(outcome, exitCode, name);
  } catch (error) {
    return oneFailed(name, `no report of it could be read: ${String(error)}`);
  } finally {
    await rm(file, { force: true });
  }
}

function faultsOfSuite({ specs, suites = [] }: JSONReportSuite): string[] {
  const failed = specs.filter(({ ok }) => !ok);
  return [
    ...failed.map(({ file, line, title, tests }) => {
      const said = tests.flatMap(({ results }) => results).flatMap(({ errors }) => errors);
      return describeFault(`${file}:${line} › ${title}`, said.map(({ message }) => message).join("\n"));
    }),
    ...suites.flatMap(faultsOfSuite),
  ];
}
