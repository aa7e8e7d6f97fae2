/**
 * `npm run test:crash`: kills the portal at every statement and every target call of the scenario, with one replica and with two, and
 * says at how many points it did. The list of points is then what the code has today: what is new and was tried is added, what is no
 * longer reached is dropped, and both are told. `-- --record` allows more new ones than a change should bring; `-- --sample` tries the
 * 40 that `npm test` tries; `-- --from 100 --count 50` tries that part of the list, so that all of it can be tried in pieces.
 */
import { spawnSync } from "node:child_process";

const given = process.argv.slice(2);
const numberAfter = (name: string): Record<string, string> => {
  const at = given.indexOf(`--${name}`);
  return at < 0 ? {} : { [`LAPSE_CRASH_${name.toUpperCase()}`]: given[at + 1] ?? "" };
};
const environment = {
  ...process.env,
  ...(given.includes("--sample") ? {} : { LAPSE_TEST_FULL: "1" }),
  ...numberAfter("from"),
  ...numberAfter("count"),
  ...(given.includes("--record") ? { LAPSE_CRASH_RECORD: "1" } : {}),
};
const command = ["node_modules/vitest/vitest.mjs", "run", "core/testing/crash/crash.db.test.ts"];
const { status } = spawnSync(process.execPath, command, { stdio: "inherit", env: environment });
process.exitCode = status ?? 1;
