import pg from "pg";
import type { BenchDatabase } from "./bench-database.ts";

const batch = 250_000;

/**
 * A record of two years: as many people, requests and kinds as a company of some thousands leaves. Indexes are made afterwards,
 * which takes a fraction of the time. In a folder that is kept it goes on where a run that was stopped had come to.
 */
export async function fillRecord({ adminUrl }: BenchDatabase, rows: number): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const { rows: found } = await admin.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM "AuditEvent" WHERE "via" = 'fill'`,
  );
  let filled = found[0]?.n ?? 0;
  if (filled < rows) await setIndexesAside(admin);
  for (; filled < rows; filled += batch) await fillBatch(admin, filled, rows);
  await fillPersonal(admin);
  await bringIndexesBack(admin);
  await admin.query(`VACUUM (ANALYZE, FREEZE) "AuditEvent"`);
  await admin.query(`VACUUM (ANALYZE, FREEZE) "AuditPersonal"`);
  await admin.end();
}

async function fillBatch(admin: pg.Client, first: number, rows: number): Promise<void> {
  const id = (prefix: string, from: string, among: number): string =>
    `'${prefix}_' || left(md5((${from} % ${among})::text), 26)`;
  await admin.query(
    `INSERT INTO "AuditEvent" ("at", "kind", "actorId", "via", "personId", "requestId", "grantId", "entitlementId", "targetId",
       "correlationId", "data", "commitments")
     SELECT now() - interval '730 days' * (1 - n::float8 / ${rows}),
       (ARRAY['grantActivated','grantEnded','requestSubmitted','requestApproved','voteCast','grantActivating','grantEnding','signedIn'])[1 + n % 8],
       CASE WHEN n % 3 = 0 THEN ${id("per", "n * 7::bigint", 4_001)} END, 'fill', ${id("per", "n * 11::bigint", 4_001)},
       ${id("req", "n / 8", rows)}, CASE WHEN n % 8 < 6 THEN ${id("grt", "n / 8", rows)} END,
       ${id("ent", "n * 13::bigint", 1_009)}, ${id("tgt", "n * 17::bigint", 23)}, md5(n::text),
       CASE WHEN n % 5 = 0 THEN '{"from":"pending","to":"approved","comment":null}'::jsonb ELSE '{"from":"activating","to":"active"}'::jsonb END,
       CASE WHEN n % 5 = 0 THEN '{"/data/comment":"5Zk2f1yQ0q8mB9v0pXoR6u7o4c2n1t3s5w7y9A1C3E4=","/personId":"5Zk2f1yQ0q8mB9v0pXoR6u7o4c2n1t3s5w7y9A1C3E4="}'::jsonb
         ELSE '{"/personId":"5Zk2f1yQ0q8mB9v0pXoR6u7o4c2n1t3s5w7y9A1C3E4="}'::jsonb END
     FROM generate_series(${first}::int, ${Math.min(first + batch, rows) - 1}::int) n`,
  );
}

const fillPersonal = (admin: pg.Client): Promise<unknown> =>
  admin.query(
    `INSERT INTO "AuditPersonal" ("eventId", "field", "value", "salt")
     SELECT "id", '/data/comment', '"because the on-call rota says so"', decode(md5("id"::text), 'hex') FROM "AuditEvent"
     WHERE "via" = 'fill' AND "commitments" ? '/data/comment' AND "id" > (SELECT coalesce(max("eventId"), 0) FROM "AuditPersonal")`,
  );

/** What is told of them is kept until they are back, where no migration looks: the run that goes on after one that was stopped needs it. */
async function setIndexesAside(admin: pg.Client): Promise<void> {
  await admin.query(`CREATE SCHEMA IF NOT EXISTS bench`);
  await admin.query(`CREATE TABLE IF NOT EXISTS bench.aside ("name" text PRIMARY KEY, "definition" text NOT NULL)`);
  await admin.query(
    `INSERT INTO bench.aside SELECT i.indexname, i.indexdef FROM pg_indexes i
     WHERE i.tablename = 'AuditEvent' AND i.indexname NOT IN (SELECT conname FROM pg_constraint) ON CONFLICT DO NOTHING`,
  );
  const { rows } = await admin.query<{ name: string }>(`SELECT "name" FROM bench.aside`);
  for (const { name } of rows) await admin.query(`DROP INDEX IF EXISTS "${name}"`);
}

async function bringIndexesBack(admin: pg.Client): Promise<void> {
  const { rows: kept } = await admin.query<{ there: boolean }>(
    `SELECT to_regclass('bench.aside') IS NOT NULL AS there`,
  );
  if (!kept[0]?.there) return;
  await admin.query(`SET maintenance_work_mem = '1GB'`);
  const { rows } = await admin.query<{ definition: string }>(`SELECT "definition" FROM bench.aside`);
  for (const { definition } of rows)
    await admin.query(definition.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"));
  await admin.query(`DROP SCHEMA bench CASCADE`);
}
