import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type BenchPortal, portalId, seededOf, seedGrants } from "./bench-portal.ts";
import { startHttpTarget } from "./http-target.ts";

export interface Million {
  readonly firstRevocationMs: number;
  readonly rssGrowthMb: number;
  readonly fullScans: number;
}

const dayMs = 86_400_000;
const perSecond = 50;
const warmSeconds = 20;
const watchedSeconds = 20;

/**
 * A worker started among `count` live grants, of which some were due before and others fall due all the time: from the start of
 * its process to the first confirmed end, how much its memory grows at work. Throws where a table was read whole.
 */
export const measureMillion = async (portal: BenchPortal, count: number): Promise<Million> => {
  const { admin, appUrl } = portal;
  const target = await startHttpTarget(portalId);
  const catalogued = await portal.catalogue(target);
  const due = perSecond * (warmSeconds + watchedSeconds + 5);
  const account = (run: string): string => `'${run}.' || n || '@example.test'`;
  await target.fill(seededOf("due", due, target));
  await seedGrants(admin, {
    run: "live",
    count: count - due,
    catalogued,
    account: account("live"),
    dueInMs: `${dayMs} + n * 10`,
  });
  // The first second's worth is past already when the worker starts.
  const dueInMs = `(n - ${perSecond}) * ${1_000 / perSecond}`;
  await seedGrants(admin, { run: "due", count: due, catalogued, account: account("due"), dueInMs });

  const scansBefore = await fullScans(admin);
  const startedMs = performance.now();
  const worker = fork(fileURLToPath(new URL("./replica.ts", import.meta.url)), [appUrl], {
    execArgv: ["--expose-gc"],
  });
  const rss = async (): Promise<number> => {
    worker.send("rss");
    const [bytes] = (await once(worker, "message")) as [number];
    return bytes / 1_048_576;
  };
  const endedSince = `SELECT 1 FROM "Grant" WHERE "status" = 'ended' LIMIT 1`;
  while ((await admin.query(endedSince)).rowCount === 0) await sleep(10);
  const firstRevocationMs = Math.round(performance.now() - startedMs);
  await sleep(warmSeconds * 1_000);
  const before = await rss();
  await sleep(watchedSeconds * 1_000);
  const rssGrowthMb = Number(((await rss()) - before).toFixed(1));
  const exited = once(worker, "exit");
  worker.disconnect();
  await exited;
  const scans = (await fullScans(admin)) - scansBefore;
  await target.stop();
  if (scans > 0) throw new Error(`Holding or Grant was read whole ${scans} times`);
  return { firstRevocationMs, rssGrowthMb, fullScans: scans };
};

const fullScans = async (admin: BenchPortal["admin"]): Promise<number> => {
  const { rows } = await admin.query<{ n: number }>(
    `SELECT sum(seq_scan)::int AS n FROM pg_stat_user_tables WHERE relname IN ('Holding', 'Grant')`,
  );
  return rows[0]?.n ?? 0;
};
