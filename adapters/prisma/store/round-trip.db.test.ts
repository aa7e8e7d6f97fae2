import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { connectDatabase } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { columns } from "../rows.ts";
import { createStore } from "./store.ts";
import { columnsOf, lockOrder } from "./tables.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import { freshPortal } from "#core/domain/portal.ts";
import { transition, type TableName, type Write } from "#core/domain/transition.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const connection = connectDatabase(database.appUrl);
afterAll(connection.close);
const { prisma } = connection;
const store = createStore(prisma);
const by: Actor = { personId: null, via: "console", correlationId: "round-trip" };

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

const columnsIn = (table: string): Promise<Column[]> => prisma.$queryRaw<Column[]>`
  SELECT column_name::text AS name, udt_name::text AS type, is_nullable = 'YES' AS nullable
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ${table}`;

/** Whatever PostgreSQL can store: well-formed, without NUL. */
const text = fc
  .string({ unit: "binary", maxLength: 40 })
  .filter((value) => value.isWellFormed() && !value.includes("\0"));
const json = fc
  .jsonValue({ maxDepth: 3, stringUnit: "binary" })
  .filter((value) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)))
  .map(
    (value) => JSON.parse(JSON.stringify(value, (_key, each: unknown) => (Object.is(each, -0) ? 0 : each))) as unknown,
  );
const valueOf: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  text,
  int4: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  bool: fc.boolean(),
  timestamptz: fc.date({
    min: new Date("0001-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  }),
  _text: fc.array(text, { maxLength: 4 }),
  // A column of JSON holds an object or an array: null at its top would be the column's own null.
  jsonb: fc.oneof(fc.array(json, { maxLength: 3 }), fc.dictionary(text, json, { maxKeys: 3 })),
};

const rowOf = async (table: TableName): Promise<fc.Arbitrary<Record<string, unknown>>> => {
  const found = await columnsIn(table);
  expect(found.map(({ name }) => name).sort(), "the registry names every column").toEqual([...columnsOf[table]].sort());
  const fields = found.map(({ name, type, nullable }) => {
    const value = valueOf[type];
    if (!value) throw new Error(`${table}.${name}: no values of type ${type}`);
    return [name, nullable ? fc.option(value, { nil: null }) : value] as const;
  });
  return fc.record(Object.fromEntries(fields));
};

let serial = 0;
const runs = isFull ? 500 : 30;

test.for(lockOrder)("any %s that is written is read back equal", async (table) => {
  const key = table === "Policy" ? "number" : "id";
  const unique = (name: string, value: unknown) =>
    name === key ||
    ["email", "name", "hash", "account", "personId", "requestId", "resourceId", "credentialId", "openKey"].includes(
      name,
    )
      ? `${String(value)}${++serial}`
      : value;
  const readBack = async (id: unknown) => {
    const [row] = await prisma.$queryRaw<unknown[]>`
      SELECT ${columns(table, "x")} FROM ${Prisma.raw(`"${table}"`)} x WHERE ${Prisma.raw(`x."${key}"`)} = ${id}`;
    return row;
  };
  await fc.assert(
    fc.asyncProperty(await rowOf(table), await rowOf(table), async (first, second) => {
      const own = Object.fromEntries(Object.entries(first).map(([name, value]) => [name, unique(name, value)]));
      const row: Record<string, unknown> = { ...own, version: 1, ...(table === "Policy" && { number: ++serial }) };
      const put = { table, before: null, row } as unknown as Write;
      expect(await store.commit(by, [transition({ writes: [put] })])).toMatchObject([{ done: true }]);
      expect(await readBack(row[key])).toEqual(row);
      if (table === "Policy") return;
      const changed = Object.fromEntries(Object.entries(second).map(([name, value]) => [name, unique(name, value)]));
      const next = { ...changed, id: row["id"], version: 2 };
      const set = { table, before: 1, row: next } as unknown as Write;
      const other = transition({ events: [{ kind: "signedIn" }] });
      expect(await store.commit(by, [other, transition({ writes: [set] })])).toMatchObject([
        { done: true },
        { done: true },
      ]);
      expect(await readBack(next.id)).toEqual(next);
    }),
    { numRuns: runs },
  );
});

test.for(["Asia/Kolkata", "America/St_Johns", "UTC"])("instants are the same on a server in %s", async (zone) => {
  const admin = connectDatabase(database.adminUrl);
  const name = new URL(database.adminUrl).pathname.slice(1);
  await admin.prisma.$executeRaw`${Prisma.raw(`ALTER DATABASE "${name}" SET timezone = '${zone}'`)}`;
  await admin.close();
  const fresh = connectDatabase(database.appUrl);
  const at = new Date("2026-07-01T12:34:56.789Z");
  const id = `session in ${zone}`;
  const row = freshPortal(id, false, at);
  await createStore(fresh.prisma).commit(by, [transition({ writes: [{ table: "Portal", before: null, row }] })]);
  expect(await fresh.prisma.portal.findMany({ where: { id, createdAt: at } })).toEqual([row]);
  const [now] = await fresh.prisma.$queryRaw<{ at: Date; epoch: number }[]>`
    SELECT statement_timestamp() AS at, extract(epoch FROM statement_timestamp())::double precision AS epoch`;
  expect(Math.abs(now!.at.getTime() - now!.epoch * 1000)).toBeLessThan(2);
  await fresh.close();
});
