/**
 * How much of a bare guarded update's rate is left when the same update goes through `commit`, with its audit event, in one
 * statement. Same server, client and pool; both statements are prepared; the two take turns so that a busy machine hits both alike.
 * `npm run bench:commit`, with `-- --json` for one JSON object as the last line.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Prisma } from "#adapters/prisma/generated/client.ts";
import { connectDatabase, preparedMark } from "#adapters/prisma/client.ts";
import { sampleGrant } from "#adapters/prisma/sample-rows.ts";
import { createStore } from "#adapters/prisma/store/store.ts";
import type { Actor, EventKind } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { insert, transition, update } from "#core/domain/transition.ts";
import { migrate } from "#scripts/migrate.ts";
import { ensurePortalDatabase } from "#scripts/postgres/ensure-portal-database.ts";
import { startCluster } from "#scripts/postgres-cluster.ts";
import { plainUpdate } from "./plain-update.ts";

const writers = 32;
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 6);
const roundMs = Number(process.env["BENCH_MS"] ?? 2_000);
const by: Actor = { personId: null, via: "ticker", correlationId: "bench" };

type Write = (grant: Grant) => Promise<void>;

const run = async (grants: Grant[], write: Write): Promise<number> => {
  const until = performance.now() + roundMs;
  let done = 0;
  const writer = async (index: number): Promise<void> => {
    while (performance.now() < until) {
      const grant = grants[index];
      if (!grant) throw new Error("no grant for this writer");
      await write(grant);
      grants[index] = { ...grant, version: grant.version + 1 };
      done += 1;
    }
  };
  const started = performance.now();
  await Promise.all(grants.map((_, index) => writer(index)));
  return done / ((performance.now() - started) / 1000);
};

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

// Not the throwaway server of the tests: that one does not wait for the disk, and a real one does.
const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-bench-"));
// As root the server runs as another user, who must get through.
chmodSync(dir, 0o711);
const cluster = await startCluster({ dir: path.join(dir, "cluster") });
const urls = await ensurePortalDatabase(cluster.adminUrl, { owner: "bench-owner", app: "bench-app" });
await migrate(urls);
const { prisma, close } = connectDatabase(urls.appUrl, { connections: Number(process.env["BENCH_POOL"] ?? 16) });
const store = createStore(prisma);

const bare: Write = plainUpdate(prisma);
/** The least that anybody would write by hand: one column and the version. */
const least: Write = async (grant) => {
  const changed = await prisma.$executeRaw`${Prisma.raw(preparedMark)} UPDATE "Grant" SET "status" = ${grant.status},
    "version" = "version" + 1 WHERE "id" = ${grant.id} AND "version" = ${grant.version}::int`;
  if (changed !== 1) throw new Error("the least update was lost");
};
const commitOf =
  (kind: EventKind): Write =>
  async (grant) => {
    const { id: grantId, requestId, entitlementId, targetId, holderId: personId } = grant;
    const [outcome] = await store.commit(by, [
      transition({
        writes: [update("Grant", grant, { status: "active" })],
        events: [{ kind, grantId, requestId, entitlementId, targetId, personId, data: { to: "active" } }],
      }),
    ]);
    if (!outcome?.done) throw new Error("a commit was refused");
  };

const commit = commitOf("grantActivating");
/** The same, of a kind that people are told of: one more row, in the outbox. */
const told = commitOf("grantActivated");

const grants = Array.from({ length: writers }, () => sampleGrant({ status: "active" }));
await store.commit(
  by,
  grants.map((grant) => transition({ writes: [insert("Grant", grant)] })),
);
const rates = { bare: [] as number[], least: [] as number[], commit: [] as number[], told: [] as number[] };
for (const write of [bare, least, commit, told]) await run(grants, write);
for (let round = 0; round < rounds; round++) {
  rates.least.push(await run(grants, least));
  rates.bare.push(await run(grants, bare));
  rates.commit.push(await run(grants, commit));
  rates.told.push(await run(grants, told));
}
await close();
await cluster.stop();
rmSync(dir, { recursive: true, force: true });

const result = {
  writers,
  leastUpdatesPerSecond: Math.round(median(rates.least)),
  guardedUpdatesPerSecond: Math.round(median(rates.bare)),
  commitsPerSecond: Math.round(median(rates.commit)),
  toldPerSecond: Math.round(median(rates.told)),
  ratio: Number((median(rates.commit) / median(rates.bare)).toFixed(3)),
  ratioTold: Number((median(rates.told) / median(rates.bare)).toFixed(3)),
  ratioToLeast: Number((median(rates.commit) / median(rates.least)).toFixed(3)),
};
console.log(`${writers} writers, median of ${rounds} rounds of ${roundMs / 1000} s`);
console.log(`least update by hand   ${result.leastUpdatesPerSecond}/s`);
console.log(`guarded update, whole  ${result.guardedUpdatesPerSecond}/s`);
console.log(`commit with its event  ${result.commitsPerSecond}/s`);
console.log(`and with its notice    ${result.toldPerSecond}/s (ratio ${result.ratioTold})`);
console.log(`ratio ${result.ratio} (aim: at least 0.6); to the least update ${result.ratioToLeast}`);
if (process.argv.includes("--json")) console.log(JSON.stringify(result));
