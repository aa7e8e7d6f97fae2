import type { Pool } from "pg";

const words = [
  "orders",
  "billing",
  "ledger",
  "catalog",
  "search",
  "payments",
  "shipping",
  "identity",
  "metrics",
  "events",
];
const kinds = ["db", "cache", "queue", "bucket", "cluster", "index", "stream", "vault", "gateway", "archive"];
const list = (texts: readonly string[]): string => `ARRAY[${texts.map((text) => `'${text}'`).join(", ")}]`;

/** The name of the n-th resource: "billing-queue-017". */
const resourceName = `(${list(words)})[1 + n % 10] || '-' || (${list(kinds)})[1 + (n / 10) % 10] || '-' || lpad((n / 100)::text, 3, '0')`;

const id = (prefix: string, n: string): string => `'${prefix}_' || lpad((${n})::text, 26, '0')`;

/** Rows like one that is there, each with something else: what the product wrote itself stays as it wrote it. */
const copies = (table: string, changes: string, from: string): string =>
  `INSERT INTO "${table}" SELECT (jsonb_populate_record(t, ${changes})).* FROM "${table}" t, ${from}`;

/** People and entitlements as the demo's are: engineers like its requester, four actions on each resource. */
export async function fillCatalogue(
  pool: Pool,
  { entitlements, people }: { entitlements: number; people: number },
): Promise<void> {
  const person = `jsonb_build_object('id', ${id("per", "n")}, 'email', 'person' || n || '@bench.test', 'name', 'Person ' || n)`;
  await pool.query(
    `${copies("Person", person, `generate_series(1, $1::int) n`)} WHERE t."email" = 'requester@demo.lapse.test'`,
    [people],
  );
  await pool.query(`UPDATE "Group" SET "personIds" = "personIds" || ARRAY(SELECT "id" FROM "Person" WHERE "email" LIKE '%@bench.test'),
    "version" = "version" + 1 WHERE (SELECT "id" FROM "Person" WHERE "email" = 'requester@demo.lapse.test') = ANY("personIds")`);
  const one = `(SELECT min("id") FROM "Entitlement" WHERE "action" = 'write')`;
  const resource = `jsonb_build_object('id', ${id("res", "n")}, 'name', ${resourceName}, 'tags', jsonb_build_object('env',
    (${list(["prod", "stage", "dev"])})[1 + n % 3], 'team', (${list(words)})[1 + n % 10]))`;
  await pool.query(
    `${copies("Resource", resource, `generate_series(1, $1::int) n`)} WHERE t."id" = (SELECT "resourceId" FROM "Entitlement" WHERE "id" = ${one})`,
    [Math.ceil(entitlements / 4)],
  );
  const entitlement = `jsonb_build_object('id', ${id("ent", "4 * n + a")}, 'resourceId', ${id("res", "n")},
    'action', (${list(["read", "write", "admin", "export"])})[1 + a],
    'name', (${list(["Read", "Write", "Administer", "Export"])})[1 + a] || ' ' || ${resourceName})`;
  await pool.query(
    `${copies("Entitlement", entitlement, `generate_series(1, $1::int) n, generate_series(0, 3) a`)} WHERE t."id" = ${one}`,
    [Math.ceil(entitlements / 4)],
  );
  await pool.query(`UPDATE "FactEpoch" SET "version" = "version" + 1`);
}

/** Half of it for the entitlement of `likeId`, and by its holder: what an approver of that request is told of. */
export async function fillHistory(pool: Pool, decided: number, likeId: string): Promise<void> {
  const at = `now() - interval '90 days' * (n::float8 / $1::int)`;
  const who = `CASE n % 100 WHEN 0 THEN t."holderId" ELSE ${id("per", "1 + n % 5000")} END`;
  const what = `CASE n % 2 WHEN 0 THEN t."entitlementIds"[1] ELSE ${id("ent", "4 + n % 10000")} END`;
  const rows = `(SELECT n, ${at} AS at, ${who} AS who, ${what} AS what, t.* FROM "Request" t, generate_series(1, $1::int) n
    WHERE t."id" = $2) t`;
  await pool.query(
    `INSERT INTO "Request" SELECT (jsonb_populate_record(r, jsonb_build_object('id', ${id("req", "t.n")}, 'status',
       CASE t.n % 10 WHEN 0 THEN 'denied' ELSE 'approved' END, 'requesterId', t.who, 'holderId', t.who, 'entitlementIds',
       jsonb_build_array(t.what), 'createdAt', t.at, 'lapsesAt', t.at + interval '8 hours', 'decidedAt', t.at + interval '7 minutes',
       'approverIds', '[]'::jsonb))).* FROM ${rows} JOIN "Request" r ON r."id" = $2`,
    [decided, likeId],
  );
  await pool.query(
    `INSERT INTO "Grant" ("id", "version", "status", "requestId", "holdingId", "holderId", "entitlementId", "targetId",
       "durationSeconds", "startsAt", "activateBy", "removeBy", "readyAt", "expiresAt", "endReason", "endingAt", "endedAt", "createdAt")
     SELECT ${id("grt", "t.n")}, 1, 'ended', ${id("req", "t.n")}, ${id("hld", "t.n")}, t.who, t.what, 'tgt_bench', 3600, t.at, t.at,
       t.at + interval '1 hour', t.at, t.at + interval '1 hour', 'expired', t.at + interval '1 hour', t.at + interval '1 hour', t.at
     FROM ${rows} WHERE t.n % 10 <> 0`,
    [decided, likeId],
  );
  await pool.query(
    `INSERT INTO "AuditEvent" ("at", "kind", "via", "personId", "requestId", "entitlementId", "correlationId", "data")
     SELECT t.at, kind, 'browser', t.who, ${id("req", "t.n")}, t.what, 'bench', jsonb_build_object('readyAt', t.at, 'expiresAt',
       t.at + interval '1 hour') FROM ${rows}, unnest(ARRAY['requestSubmitted', 'voteCast', 'grantActivated', 'grantEnded']) kind
     ORDER BY t.n DESC`,
    [decided, likeId],
  );
  await pool.query(
    `INSERT INTO "AuditEvent" ("at", "kind", "via", "personId", "correlationId", "data")
     SELECT now() - n * interval '1 minute', 'signInFailed', 'browser', t."holderId", 'bench', '{}' FROM "Request" t,
       generate_series(1, 200) n WHERE t."id" = $1`,
    [likeId],
  );
}

/** All of them wait for whoever can decide on `likeId`. */
export async function fillQueue(pool: Pool, pending: number, likeId: string): Promise<void> {
  await pool.query(
    `INSERT INTO "Request" SELECT (jsonb_populate_record(t, jsonb_build_object('id', ${id("req", "1000000 + n")}, 'requesterId',
       ${id("per", "1 + n % 5000")}, 'holderId', ${id("per", "1 + n % 5000")}, 'entitlementIds',
       CASE n % 2 WHEN 0 THEN to_jsonb(t."entitlementIds") ELSE jsonb_build_array(${id("ent", "4 + n % 10000")}) END,
       'createdAt', t."createdAt" - n * interval '1 second'))).*
     FROM "Request" t, generate_series(1, $1::int) n WHERE t."id" = $2`,
    [pending, likeId],
  );
  await pool.query("VACUUM ANALYZE");
}
