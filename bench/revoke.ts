/**
 * How long access outlives its deadline: many deadlines in one instant, many within a minute, and the first one after a restart among
 * a million live grants; over HTTP, LDAP and PostgreSQL, beside a bare loop that does the least that must be done. The accesses at
 * PostgreSQL are spread over several clusters, for both: a cluster in which one login has made ten thousand roles spends its time on
 * working out what that login may do, anew after each change, and would be all that is measured.
 * `npm run bench:revoke`, with `-- --json` for one JSON object as the last line. Smaller: `-- --grants=500 --seconds=5 --million=20000`;
 * parts of it: `-- --parts=burst --kinds=http`.
 */
import { parseArgs } from "node:util";
import { capacity, perTarget } from "#core/usecases/reconcile/concurrency.ts";
import { type Burst, measureBurst } from "./revoke/burst.ts";
import { startBenchPortal, portalId } from "./revoke/bench-portal.ts";
import { startHttpTarget } from "./revoke/http-target.ts";
import { startLdapTarget } from "./revoke/ldap-target.ts";
import { measureMillion } from "./revoke/million.ts";
import { measureMinute } from "./revoke/minute.ts";
import { startPostgresqlTarget } from "./revoke/postgresql-target.ts";
import type { RevokeTarget } from "./revoke/revoke-target.ts";

const { values } = parseArgs({
  options: {
    grants: { type: "string", default: "10000" },
    seconds: { type: "string", default: "60" },
    million: { type: "string", default: "1000000" },
    kinds: { type: "string", default: "http,ldap,postgresql" },
    parts: { type: "string", default: "burst,minute,million" },
    json: { type: "boolean", default: false },
  },
});
const grants = Number(values.grants);
const parts = values.parts.split(",");

/** So many that each has in hand what it may, and no more than a worker has altogether. */
const clusters = capacity / perTarget;

const starters: Readonly<Record<string, () => Promise<readonly RevokeTarget[]>>> = {
  http: async () => [await startHttpTarget(portalId)],
  ldap: async () => [await startLdapTarget()],
  postgresql: async () => {
    const started: RevokeTarget[] = [];
    // One after the other: each looks for a free port, and takes it only when its cluster is made.
    for (let at = 0; at < clusters; at++) started.push(await startPostgresqlTarget(portalId, at));
    return started;
  },
};

const portal = await startBenchPortal();
const kinds: (readonly RevokeTarget[])[] = [];
for (const kind of values.kinds.split(",")) {
  const start = starters[kind];
  if (!start) throw new Error(`there is no target of the kind ${kind}`);
  kinds.push(await start());
}

const result: Record<string, unknown> = {};
if (parts.includes("burst")) {
  const burst: Record<string, Burst> = {};
  for (const targets of kinds) {
    const measured = await measureBurst(portal, targets, grants);
    const kind = targets[0]?.kind ?? "";
    burst[kind] = measured;
    const { seconds, floorSeconds, ratio } = measured;
    const aim = kind === "http" ? 3 : 2;
    console.log(
      `${grants} in one instant, ${kind}: ${seconds} s, bare loop ${floorSeconds.toFixed(2)} s: ${ratio} (aim: at most ${aim})`,
    );
  }
  result["burst"] = burst;
}
if (parts.includes("minute")) {
  const minute = await measureMinute(portal, kinds, grants, Number(values.seconds));
  result["minute"] = minute;
  console.log(
    `${grants} within ${values.seconds} s: p50 ${minute.p50Ms} ms, p99 ${minute.p99Ms} ms (aim: at most 1000), worst ${minute.maxMs} ms`,
  );
}
if (parts.includes("million")) {
  const million = await measureMillion(portal, Number(values.million));
  result["million"] = million;
  console.log(
    `${values.million} live grants: first revocation ${million.firstRevocationMs} ms after the restart (aim: at most 2000), ` +
      `memory grew by ${million.rssGrowthMb} MB, tables read whole ${million.fullScans} times`,
  );
}
for (const target of kinds.flat()) await target.stop();
await portal.stop();
if (values.json) console.log(JSON.stringify(result));
