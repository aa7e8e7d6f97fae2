import { beforeAll, describe, expect, it } from "vitest";
import { drawPoints, knownPoints, recordPoints } from "./known-points.ts";
import { openCrashSite } from "./open-crash-site.ts";
import { type Crash, runCrash } from "./run-crash.ts";

const isFull = process.env["LAPSE_TEST_FULL"] === "1";
const from = Number(process.env["LAPSE_CRASH_FROM"] ?? 0);
const count = Number(process.env["LAPSE_CRASH_COUNT"] ?? Infinity);
const isRecording = process.env["LAPSE_CRASH_RECORD"] === "1";
const drawn = 40;
/** More than this, and the list was forgotten. */
const mostNew = 80;
const atOnce = 3;

const openScene = await openCrashSite();
const known = knownPoints();
let whole: Crash;
let added: readonly string[];

beforeAll(async () => {
  whole = await runCrash(openScene, null);
  added = whole.points.filter((point) => !known.includes(point));
  if (isRecording) recordPoints([...known, ...whole.points]);
}, 60_000);

interface Kill {
  readonly point: string;
  readonly replicas: 1 | 2;
}

/** What went wrong, by where it was killed; nothing where all is as it must be. */
const killAt = async (kills: readonly Kill[]): Promise<Readonly<Record<string, readonly string[]>>> => {
  const faults: Record<string, readonly string[]> = {};
  const left = [...kills];
  const next = async (): Promise<void> => {
    for (let kill = left.shift(); kill; kill = left.shift()) {
      const crash = await runCrash(openScene, kill.point, kill.replicas);
      const missed = crash.reached || !whole.points.includes(kill.point) ? [] : ["was not reached"];
      const all = [...missed, ...crash.faults];
      if (all.length > 0) faults[`${kill.replicas} replicas, ${kill.point}`] = all;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return faults;
};

describe("a portal that is killed", () => {
  it("goes through the whole scenario when it is not, at 200 points or more", () => {
    expect(whole.faults).toEqual([]);
    expect(whole.points.length).toBeGreaterThanOrEqual(200);
  });

  it("can be killed nowhere that is not known or tried now (npm run test:crash -- --record writes the list)", () => {
    expect(added.length).toBeLessThanOrEqual(mostNew);
  });

  const nothing = "leaves nothing standing, lost, repeated or unnamed";
  if (isFull) {
    it.each([1, 2] as const)(
      `${nothing}, killed at every point, with %i replicas`,
      async (replicas) => {
        const points = [...new Set([...known, ...whole.points])].slice(from, from + count);
        expect(await killAt(points.map((point) => ({ point, replicas })))).toEqual({});
      },
      2_400_000,
    );
  } else {
    it(`${nothing}, killed at ${drawn} points and every new one`, async () => {
      const kills = [...drawPoints(known, drawn), ...added].map((point, at): Kill => ({
        point,
        replicas: at % 2 === 0 ? 1 : 2,
      }));
      expect(await killAt(kills)).toEqual({});
    }, 300_000);
  }
});
