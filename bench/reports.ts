/**
 * How long each query behind the reports takes at a million requests and grants over a year, and as many events, and how long the
 * record takes to say who had an entitlement on a day, where a million events are about that one alone: the median of
 * five, over the last 30 and 90 days. Beside them the floor: counting the same grants by their index alone.
 * `npm run bench:reports`, with `-- --rows 100000` for fewer and `-- --json` for one JSON object as the last line.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import type { EntitlementId, TargetId } from "#core/domain/ids.ts";
import { windowOf } from "#core/domain/report/report-input.ts";
import type { Window } from "#core/domain/report/report.ts";
import { migrate } from "#scripts/migrate.ts";
import { ensurePortalDatabase } from "#scripts/postgres/ensure-portal-database.ts";
import { startCluster } from "#scripts/postgres-cluster.ts";

const { values } = parseArgs({ options: { rows: { type: "string", default: "1000000" }, json: { type: "boolean" } } });
const rows = Number(values.rows);
const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-bench-"));
// As root the server runs as another user, who must get through.
chmodSync(dir, 0o711);
const cluster = await startCluster({ dir: path.join(dir, "cluster") });
const urls = await ensurePortalDatabase(cluster.adminUrl, { owner: "bench-owner", app: "bench-app" });
await migrate(urls);

/** Every thing n happened n-th of all over the last year; a third needed approval, one in ten was never used. */
const seed = async (): Promise<void> => {
  const url = new URL(urls.ownerUrl);
  const pool = new pg.Pool({ connectionString: url.href });
  const at = `now() - interval '365 days' * (n::float8 / ${rows})`;
  const decision = `jsonb_build_object('outcome', 'auto-approve', 'items', repeat('x', 700))`;
  await pool.query(`
    INSERT INTO "Request" ("id", "version", "status", "requesterId", "holderId", "entitlementIds", "durationSeconds",
      "justification", "policyNumber", "digest", "decision", "facts", "approverIds", "createdAt", "lapsesAt", "decidedAt")
    SELECT 'req_' || n, 1, CASE n % 20 WHEN 0 THEN 'denied' ELSE 'approved' END, 'per_' || n % 5000, 'per_' || n % 5000,
      ARRAY['ent_' || n % 500], 3600, 'a reason', 1, 'd', ${decision}, '{}', '{}', t, t + interval '8 hours',
      t + CASE n % 3 WHEN 0 THEN interval '7 minutes' ELSE interval '0' END
    FROM generate_series(1, ${rows}) n, LATERAL (SELECT ${at} AS t) x`);
  await pool.query(`
    INSERT INTO "Grant" ("id", "version", "status", "requestId", "holdingId", "holderId", "entitlementId", "targetId",
      "durationSeconds", "startsAt", "activateBy", "removeBy", "readyAt", "expiresAt", "endReason", "endingAt", "endedAt",
      "credentialRevealedAt", "requestedAt", "createdAt")
    SELECT 'grt_' || n, 1, 'ended', 'req_' || n, 'hld_' || n, 'per_' || n % 5000, 'ent_' || n % 500, 'tgt_' || n % 20, 3600,
      t, t, t, t + interval '8 minutes', t + interval '1 hour', 'expired', t + interval '1 hour',
      t + interval '1 hour' + (n % 3000) * interval '1 ms', CASE n % 10 WHEN 0 THEN NULL ELSE t END, t,
      t + CASE n % 3 WHEN 0 THEN interval '7 minutes' ELSE interval '0' END
    FROM generate_series(1, ${rows}) n, LATERAL (SELECT ${at} AS t) x`);
  await pool.query(`
    INSERT INTO "AuditEvent" ("at", "kind", "via", "correlationId", "data")
    SELECT ${at.replace("n::float8", `(${rows} - n)::float8`)},
      CASE n % 50 WHEN 0 THEN 'signInFailed' WHEN 1 THEN 'requestDenied' ELSE 'grantActivated' END, 'api', 'c', '{}'
    FROM generate_series(1, ${rows}) n`);
  await pool.query(`
    INSERT INTO "AuditEvent" ("at", "kind", "via", "personId", "grantId", "entitlementId", "correlationId", "data")
    SELECT t + (k - 1) * interval '20 minutes', (ARRAY['grantActivating','grantActivated','grantEnding','grantEnded'])[k], 'ticker',
      'per_' || n % 5000, 'busy_' || n, 'ent_busy', 'c',
      CASE k WHEN 1 THEN jsonb_build_object('startsAt', t) WHEN 4 THEN jsonb_build_object('endedAt', t + interval '1 hour') ELSE '{}' END
    FROM generate_series(${rows / 4}, 1, -1) n, generate_series(1, 4) k,
      LATERAL (SELECT now() - interval '365 days' * (n::float8 / ${rows / 4}) AS t) x`);
  await pool.query(`VACUUM ANALYZE`);
  await pool.end();
};

const medianMs = async (run: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return Math.round(times.sort((a, b) => a - b)[2] ?? Number.NaN);
};

await seed();
const core = createCoreAdapters(urls.appUrl);
const targets = Array.from({ length: 20 }, (_, n) => `tgt_${n}` as TargetId);
const floor = (window: Window) =>
  core.pool.query(`SELECT count(*) FROM "Grant" WHERE "readyAt" >= $1 AND "readyAt" < $2`, [window.from, window.to]);
const queries: Readonly<Record<string, (window: Window) => Promise<unknown>>> = {
  "counting by index (floor)": floor,
  waits: (window) => core.reportRows.waits(window),
  waitBuckets: (window) => core.reportRows.waitBuckets(window, [1_000, 60_000, 3_600_000]),
  outcomesByDay: (window) => core.reportRows.outcomesByDay(window),
  lags: (window) => core.reportRows.lags(window),
  slowestEnds: (window) => core.reportRows.slowestEnds(window, 20),
  use: (window) => core.reportRows.use(window, { credential: targets, telling: targets }),
  unused: (window) => core.reportRows.unused(window, { credential: targets, telling: targets }, 200),
  "access at an instant": ({ from }) => core.audit.accessEvents({ entitlementId: "ent_busy" as EntitlementId }, from),
  eventsByDay: (window) => core.reportRows.eventsByDay(["signInFailed", "requestDenied"], window),
};
const now = await core.clock.now();
const figures: Record<string, readonly number[]> = {};
for (const [name, query] of Object.entries(queries)) {
  const times = [];
  for (const days of [30, 90] as const) times.push(await medianMs(() => query(windowOf({ days }, now))));
  figures[name] = times;
  process.stdout.write(
    `${name.padEnd(28)} 30 days ${String(times[0]).padStart(5)} ms   90 days ${String(times[1]).padStart(5)} ms\n`,
  );
}
await core.close();
await cluster.stop();
rmSync(dir, { recursive: true });
if (values.json) process.stdout.write(`${JSON.stringify({ rows, medianMs: figures })}\n`);
