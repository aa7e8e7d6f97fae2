/**
 * `npm run test:crash`: kills the portal at every statement and every target call of the scenario, with one replica and with two.
 * `-- --record` writes the list of points first; `-- --sample` tries the 40 that `npm test` tries.
 */
import { spawnSync } from "node:child_process";

const given = process.argv.slice(2);
const environment = {
  ...process.env,
  ...(given.includes("--sample") ? {} : { LAPSE_TEST_FULL: "1" }),
  ...(given.includes("--record") ? { LAPSE_CRASH_RECORD: "1" } : {}),
};
const command = ["node_modules/vitest/vitest.mjs", "run", "core/testing/crash/crash.db.test.ts"];
const { status } = spawnSync(process.execPath, command, { stdio: "inherit", env: environment });
process.exitCode = status ?? 1;
