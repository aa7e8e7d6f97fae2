import pg from "pg";
import { encodeCursor } from "#adapters/prisma/keyset.ts";
import type { AuditFilter } from "#core/ports/audit-trail.ts";
import type { BenchDatabase } from "./bench-database.ts";

const pageRows = 50;
const deepPage = 10_000;
const rounds = 25;

/** A record of two years: as many people, requests and kinds as a company of some thousands leaves. */
export async function fillRecord({ adminUrl }: BenchDatabase, rows: number): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const id = (prefix: string, from: string, among: number): string =>
    `'${prefix}_' || left(md5((${from} % ${among})::text), 26)`;
  const batch = 250_000;
  for (let first = 0; first < rows; first += batch) {
    await admin.query(
      `INSERT INTO "AuditEvent" ("at", "kind", "actorId", "via", "personId", "requestId", "grantId", "entitlementId", "targetId",
         "correlationId", "data", "commitments")
       SELECT now() - interval '730 days' * (1 - n::float8 / ${rows}),
         (ARRAY['grantActivated','grantEnded','requestSubmitted','requestApproved','voteCast','grantActivating','grantEnding','signedIn'])[1 + n % 8],
         CASE WHEN n % 3 = 0 THEN ${id("per", "n * 7", 4_001)} END, 'browser', ${id("per", "n * 11", 4_001)},
         ${id("req", "n / 8", rows)}, CASE WHEN n % 8 < 6 THEN ${id("grt", "n / 8", rows)} END,
         ${id("ent", "n * 13", 1_009)}, ${id("tgt", "n * 17", 23)}, md5(n::text),
         CASE WHEN n % 5 = 0 THEN '{"from":"pending","to":"approved","comment":null}'::jsonb ELSE '{"from":"activating","to":"active"}'::jsonb END,
         CASE WHEN n % 5 = 0 THEN '{"/data/comment":"5Zk2f1yQ0q8mB9v0pXoR6u7o4c2n1t3s5w7y9A1C3E4=","/personId":"5Zk2f1yQ0q8mB9v0pXoR6u7o4c2n1t3s5w7y9A1C3E4="}'::jsonb
           ELSE '{"/personId":"5Zk2f1yQ0q8mB9v0pXoR6u7o4c2n1t3s5w7y9A1C3E4="}'::jsonb END
       FROM generate_series(${first}::int, ${Math.min(first + batch, rows) - 1}::int) n`,
    );
  }
  await admin.query(
    `INSERT INTO "AuditPersonal" ("eventId", "field", "value", "salt")
     SELECT "id", '/data/comment', '"because the on-call rota says so"', decode(md5("id"::text), 'hex') FROM "AuditEvent"
     WHERE "commitments" ? '/data/comment'`,
  );
  await admin.query(`VACUUM ANALYZE "AuditEvent"`);
  await admin.query(`VACUUM ANALYZE "AuditPersonal"`);
  await admin.end();
}

export interface SearchFigure {
  readonly filter: string;
  readonly firstP95Ms: number;
  /** Page 10,000, or the last one where there are fewer; its number. */
  readonly deep: number;
  readonly deepP95Ms: number;
}

/** Every filter by itself with a time, at page 1 and as deep as it goes up to page 10,000. */
export async function measureSearch({ core, adminUrl }: BenchDatabase): Promise<readonly SearchFigure[]> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  const figures: SearchFigure[] = [];
  for (const [name, column] of filters) {
    const { rows: found } = await admin.query<{ value: string; n: number }>(
      column === null
        ? `SELECT '' AS value, count(*)::int AS n FROM "AuditEvent"`
        : `SELECT "${column}" AS value, count(*)::int AS n FROM "AuditEvent" WHERE "${column}" IS NOT NULL
           GROUP BY 1 ORDER BY n DESC, value LIMIT 1`,
    );
    const { value = "", n = 0 } = found[0] ?? {};
    const filter = (column === null ? {} : { [column]: value }) as AuditFilter;
    const [{ from, to } = { from: new Date(0), to: new Date(0) }] = (
      await admin.query<{ from: Date; to: Date }>(
        `SELECT min("at") + (max("at") - min("at")) * 0.02 AS "from", max("at") - (max("at") - min("at")) * 0.02 AS "to" FROM "AuditEvent"`,
      )
    ).rows;
    const timed = { ...filter, from, to };
    const deep = Math.max(1, Math.min(deepPage, Math.floor((n * 0.94) / pageRows)));
    const { rows: at } = await admin.query<{ id: string }>(
      `SELECT "id" FROM "AuditEvent" WHERE ${column === null ? "true" : `"${column}" = $3`} AND "at" >= $1 AND "at" < $2
       ORDER BY "id" DESC OFFSET ${(deep - 1) * pageRows} LIMIT 1`,
      column === null ? [from, to] : [from, to, value],
    );
    const cursor = deep === 1 || at[0] === undefined ? undefined : encodeCursor([String(BigInt(at[0].id) + 1n)]);
    const first: number[] = [];
    const last: number[] = [];
    for (let round = 0; round < rounds; round++) {
      first.push(await timeOf(() => core.audit.page(timed, { limit: pageRows })));
      last.push(await timeOf(() => core.audit.page(timed, { limit: pageRows, cursor })));
    }
    figures.push({ filter: name, firstP95Ms: p95(first), deep, deepP95Ms: p95(last) });
  }
  await admin.end();
  return figures;
}

const filters = [
  ["time alone", null],
  ["kind", "kind"],
  ["actor", "actorId"],
  ["person", "personId"],
  ["request", "requestId"],
  ["grant", "grantId"],
  ["entitlement", "entitlementId"],
  ["target", "targetId"],
] as const;

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const p95 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
