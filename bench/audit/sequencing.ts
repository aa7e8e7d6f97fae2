import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { sampleGrant } from "#adapters/prisma/sample-rows.ts";
import { transition } from "#core/domain/transition.ts";
import { sequence } from "#core/usecases/log/sequence.ts";
import { startSequencer } from "#server/sequencer.ts";
import type { BenchDatabase } from "./bench-database.ts";

/** How fast a backlog becomes leaves: read, hashed, stored with their tiles, signed, shown to the witness file. */
export async function measureBacklog({ core, adminUrl }: BenchDatabase, events: number): Promise<number> {
  for (let held = null; ;) {
    const round = await sequence(core, held);
    ({ held } = round);
    if (held && round.sequenced === 0) {
      await core.log.release(held.fence);
      break;
    }
    if (!held) await sleep(200);
  }
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(
    `INSERT INTO "AuditEvent" ("at", "kind", "via", "grantId", "requestId", "correlationId", "data", "commitments")
     SELECT clock_timestamp(), 'grantActivated', 'ticker', 'grt_' || md5(n::text), 'req_' || md5(n::text), md5((n + 1)::text),
       jsonb_build_object('to', 'active', 'from', 'activating', 'durationSeconds', n), jsonb_build_object('/personId', md5(n::text))
     FROM generate_series(1, $1::int) n`,
    [events],
  );
  await admin.query(`ANALYZE "AuditEvent"`);
  await admin.end();
  const started = performance.now();
  const { held, sequenced } = await sequence(core, null);
  const seconds = (performance.now() - started) / 1_000;
  if (!held || sequenced !== events) throw new Error(`${sequenced} of ${events} became leaves`);
  await core.log.release(held.fence);
  return Math.round(events / seconds);
}

export interface CoverLatency {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** How long a committed event waits for a published checkpoint that covers it, by the database's own clock. */
export async function measureCover(
  { core, adminUrl }: BenchDatabase,
  perSecond: number,
  seconds: number,
): Promise<CoverLatency> {
  const sequencer = startSequencer(core);
  const grant = sampleGrant();
  const by = { personId: null, via: "api", correlationId: "bench-cover" } as const;
  const event = {
    kind: "grantActivated" as const,
    grantId: grant.id,
    personId: grant.holderId,
    data: { to: "active" },
  };
  const writing = new Set<Promise<unknown>>();
  const started = performance.now();
  let written = 0;
  while (performance.now() - started < seconds * 1_000) {
    const due = Math.floor(((performance.now() - started) / 1_000) * perSecond);
    for (; written < due; written += 1) {
      const commit = core.store.commit(by, [transition({ events: [event] })]).finally(() => {
        writing.delete(commit);
      });
      writing.add(commit);
    }
    if (writing.size > 2 * perSecond) throw new Error("this machine cannot commit as fast as it should");
    await sleep(5);
  }
  await Promise.all(writing);
  const reached = written / ((performance.now() - started) / 1_000);
  await sleep(1_500);
  await sequencer.stop();
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const { rows } = await admin.query<{ p50: number; p99: number; n: number }>(
    `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY w.ms) AS p50, percentile_disc(0.99) WITHIN GROUP (ORDER BY w.ms) AS p99,
       count(*)::int AS n
     FROM (SELECT extract(epoch FROM c."at" - e."at")::float8 * 1000 AS ms
       FROM "AuditEvent" e JOIN "LogLeaf" l ON l."eventId" = e."id",
         LATERAL (SELECT "at" FROM "LogCheckpoint" WHERE "size" > l."index" ORDER BY "size" LIMIT 1) c
       WHERE e."correlationId" = 'bench-cover') w`,
  );
  await admin.end();
  const [found] = rows;
  if (found?.n !== written) throw new Error(`${found?.n} of ${written} events were covered`);
  return { perSecond: Math.round(reached), p50Ms: Math.round(found.p50), p99Ms: Math.round(found.p99) };
}
