import os from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareWithKnown, drawPoints, knownPoints, recordPoints, type PointChanges } from "./known-points.ts";
import { inLanes } from "./in-lanes.ts";
import { openCrashSite } from "./open-crash-site.ts";
import { type Crash, runCrash } from "./run-crash.ts";
import { isFull } from "#core/testing/is-full.ts";

const from = Number(process.env["LAPSE_CRASH_FROM"] ?? 0);
const count = Number(process.env["LAPSE_CRASH_COUNT"] ?? Infinity);
const isRecording = process.env["LAPSE_CRASH_RECORD"] === "1";
const drawn = 40;
/** More than this, and the list was forgotten. */
const mostNew = 80;
/** One more than there are cores: each waits for its database now and then. */
const atOnce = Math.min(os.availableParallelism() + 1, 8);

const openScene = await openCrashSite();
const known = knownPoints();
let whole: Crash;
let list: PointChanges;
/** Where every run comes by, however slow. */
let sure: ReadonlySet<string>;
const tried = new Set<string>();
const total = { kills: 0, reached: 0, withFaults: 0 };

beforeAll(async () => {
  whole = await runCrash(openScene, null);
  const isAsKnown =
    whole.points.every((point) => known.includes(point)) && known.every((point) => whole.points.includes(point));
  const again = isAsKnown ? whole : await runCrash(openScene, null);
  list = compareWithKnown(known, whole.points, again.points);
  sure = new Set(whole.points.filter((point) => again.points.includes(point)));
});

/** The list becomes what the code has today; whatever is new belongs to it once it was tried. */
afterAll(() => {
  const { kills, reached, withFaults } = total;
  say(`${kills} kills, ${reached} of them where they were meant, ${withFaults} with faults`);
  const added = list.added.filter((point) => tried.has(point));
  if (withFaults > 0 || added.length + list.gone.length === 0) return;
  recordPoints([...known.filter((point) => !list.gone.includes(point)), ...added]);
  const changes = [...added.map((point) => `+ ${point}`), ...list.gone.map((point) => `- ${point}`)];
  say(["known-points.json is written anew:", ...changes].join("\n"));
});

/** Past the console, which stays quiet in a test. */
const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Kill {
  readonly point: string;
  readonly replicas: 1 | 2;
}

/** What could not be judged is a fault too, and keeps nobody from trying the others. */
const broken = (error: unknown): Crash => ({ reached: true, points: [], faults: [String(error)] });

const killOnce = ({ point, replicas }: Kill): Promise<Crash> => runCrash(openScene, point, replicas).catch(broken);

/** What went wrong, by where it was killed; nothing where all is as it must be. */
const killAt = async (kills: readonly Kill[]): Promise<Readonly<Record<string, readonly string[]>>> => {
  const faults: Record<string, readonly string[]> = {};
  await inLanes(kills, atOnce, async (kill) => {
    let crash = await killOnce(kill);
    const isMissed = (): boolean => !crash.reached && crash.faults.length === 0 && sure.has(kill.point);
    // A run that was quicker or slower than others may have passed it by.
    for (let more = 2; more > 0 && isMissed(); more--) crash = await killOnce(kill);
    const missed = crash.reached || !sure.has(kill.point) ? [] : ["was not reached"];
    const all = [...missed, ...crash.faults];
    if (all.length > 0) faults[`${kill.replicas} replicas, ${kill.point}`] = all;
    tried.add(kill.point);
    total.kills += 1;
    if (crash.reached) total.reached += 1;
  });
  total.withFaults += Object.keys(faults).length;
  return faults;
};

describe("a portal that is killed", () => {
  it("goes through the whole scenario when it is not, at 200 points or more", () => {
    expect(whole.faults).toEqual([]);
    expect(whole.points.length).toBeGreaterThanOrEqual(200);
  });

  it("can be killed nowhere that is not known or tried now (npm run test:crash -- --record allows any number)", () => {
    expect(list.added.length).toBeLessThanOrEqual(isRecording ? Infinity : mostNew);
  });

  const nothing = "leaves nothing standing, lost, repeated or unnamed";
  if (isFull) {
    it.each([1, 2] as const)(
      `${nothing}, killed at every point, with %i replicas`,
      async (replicas) => {
        const points = list.points.slice(from, from + count);
        expect(points).not.toEqual([]);
        const startedMs = performance.now();
        expect(await killAt(points.map((point) => ({ point, replicas })))).toEqual({});
        const seconds = Math.round((performance.now() - startedMs) / 1000);
        say(
          `${points.length} of ${list.points.length} points, ${replicas === 1 ? "one replica" : "two replicas"}, in ${seconds} s`,
        );
      },
      2_400_000,
    );
  } else {
    it(`${nothing}, killed at ${drawn} points and every new one`, async () => {
      const kills = [...drawPoints(list.points, drawn), ...list.added].map((point, at): Kill => ({
        point,
        replicas: at % 2 === 0 ? 1 : 2,
      }));
      expect(await killAt(kills)).toEqual({});
    }, 1_200_000);
  }
});
