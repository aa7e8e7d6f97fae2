import pg from "pg";
import { encodeCursor } from "#adapters/prisma/keyset.ts";
import type { AuditFilter } from "#core/ports/audit-trail.ts";
import type { BenchDatabase } from "./bench-database.ts";

const pageRows = 50;
const deepPage = 10_000;
const rounds = 25;

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
