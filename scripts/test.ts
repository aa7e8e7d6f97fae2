import path from "node:path";
import { generateClient } from "./generate.ts";
import { say, step } from "./progress.mjs";
import { buildPortal } from "./start/build-portal.ts";
import { root } from "./start/settings.ts";
import { ensureChromium } from "./test/ensure-chromium.ts";
import { ensureTestServers } from "./test/ensure-test-servers.ts";
import { addOutcomes, describeOutcome, oneFailed, onePassed, type Outcome } from "./test/outcome.ts";
import { playwrightStage } from "./test/playwright-stage.ts";
import { checkLanes, pageTypes, type StaticCheck } from "./test/static-checks.ts";
import { vitestStage } from "./test/vitest-stage.ts";

/** Goes on after a failure, so that one run tells everything. */
async function stage(name: string, run: (name: string) => Promise<Outcome>): Promise<Outcome> {
  try {
    return await step(name, async () => {
      const outcome = await run(name);
      if (outcome.failed > 0) throw new StageFailed(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof StageFailed) return error.outcome;
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say(said);
    return oneFailed(name, said);
  }
}

class StageFailed extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(describeOutcome(outcome));
    this.outcome = outcome;
  }
}

/** A check as one test: its complaints are shown when it fails. */
function asOneTest(run: () => Promise<string | undefined>): (name: string) => Promise<Outcome> {
  return async (name) => {
    const complaints = await run();
    if (complaints === undefined) return onePassed;
    for (const line of complaints.trim().split("\n")) say(line);
    return oneFailed(name, complaints);
  };
}

if (process.argv.includes("--full")) process.env["LAPSE_TEST_FULL"] = "1";

const build = { logFile: path.join(root, "test-results/build.log"), log: say, cancelled: new AbortController().signal };
const outcomes: Outcome[] = [];
// What cannot be prepared counts as a failure of its own, and what needs it will fail or be skipped below.
for (const [name, prepare] of [
  ["database client generated", generateClient],
  ["browser present", ensureChromium],
  ["test servers present", ensureTestServers],
] as const) {
  const done = await stage(name, () => Promise.resolve(prepare()).then(() => onePassed));
  if (done.failed > 0) outcomes.push(done);
}
const check = ({ name, run }: StaticCheck) => stage(name, asOneTest(run));
outcomes.push(await check(pageTypes));
const lanes = await Promise.all(
  checkLanes.map(async (checks) => {
    const done: Outcome[] = [];
    for (const each of checks) done.push(await check(each));
    return done;
  }),
);
outcomes.push(...lanes.flat());
outcomes.push(await stage("unit, database, connector and set-up tests", vitestStage));
outcomes.push(
  await stage(
    "build",
    asOneTest(() => buildPortal(build).then(() => undefined)),
  ),
);
outcomes.push(await stage("browser tests", playwrightStage));

const total = addOutcomes(outcomes);
process.exitCode = total.failed === 0 ? 0 : 1;
// Once more at the end: what keeps only the last page of a long run still tells what failed.
for (const fault of total.faults) console.log(`\n${fault}`);
console.log(`\n${describeOutcome(total)}`);
