import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LdapTarget } from "#connectors/ldap/testing/ldap-target.ts";
import { hasSlapd } from "#connectors/ldap/testing/slapd-server.ts";
import { isFull } from "#core/testing/is-full.ts";
import { inDirectory } from "./in-directory.ts";
import { inLanes } from "./in-lanes.ts";
import { openCrashSite, type OpenScene } from "./open-crash-site.ts";
import { runCrash } from "./run-crash.ts";

/** One more than there are cores, as with the other targets. */
const atOnce = 3;

const site = isFull && hasSlapd() ? await openCrashSite() : null;

/** The scenario once more, with a group of a real directory: what is the same for every kind is tried by `crash.db.test.ts`. */
describe.runIf(isFull && hasSlapd())("a portal that gives membership in a directory", () => {
  let directory: LdapTarget;
  let openScene: OpenScene;
  beforeAll(async () => {
    directory = await LdapTarget.start("member", () => new Date());
    openScene = inDirectory(site!, directory);
  });
  afterAll(() => directory.stop());

  it("leaves nothing standing, lost or repeated, killed before and after each of its calls, with 1 and 2 replicas", async () => {
    const whole = await runCrash(openScene, null);
    expect(whole.faults).toEqual([]);
    const calls = whole.points.filter((point) => / › ldap\.\w+$/.test(point));
    expect(calls.length).toBeGreaterThanOrEqual(10);
    const kills = calls.flatMap((point) => ([1, 2] as const).map((replicas) => ({ point, replicas })));
    const faults: unknown[] = [];
    await inLanes(kills, atOnce, async (kill) => {
      const crash = await runCrash(openScene, kill.point, kill.replicas);
      if (!crash.reached || crash.faults.length > 0) faults.push({ ...kill, ...crash, points: [] });
    });
    expect(faults).toEqual([]);
  }, 600_000);
});

if (!hasSlapd()) it.skip("DID NOT RUN: no slapd here; apt-get install --no-install-recommends slapd ldap-utils");
