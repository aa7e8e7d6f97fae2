import { afterAll, beforeAll, expect, test } from "vitest";
import { createCoreAdapters } from "../create-core-adapters.ts";
import { ids } from "../sample-rows.ts";
import { textColumns, type Told } from "./text-columns.ts";
import type { Sought } from "#core/ports/erasures.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const core = createCoreAdapters(database.appUrl);
const admin = createCoreAdapters(database.adminUrl);
afterAll(() => Promise.all([core.close(), admin.close()]));
const sql = async (text: string, values: unknown[] = []) =>
  (await admin.pool.query<Record<string, unknown>>(text, values)).rows;

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly needed: boolean;
}
const columns = (await sql(
  `SELECT c.table_name AS "table", c.column_name AS "name", c.udt_name AS "type",
     c.is_nullable = 'NO' AS "needed"
   FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
   WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'`,
)) as unknown as Column[];
const saysNothing = new Set(["int2", "int4", "int8", "float8", "bool", "timestamptz"]);

const told = Object.entries<Readonly<Record<string, Told>>>(textColumns).flatMap(([table, list]) =>
  Object.entries(list).map(([name, verdict]) => ({ place: `${table}.${name}`, ...verdict })),
);
const inRows = told.filter((each) => "personal" in each && /^(rows|inputs)$/.test(each.personal));

test("every column that can hold text says whose it can be, and what becomes of it when a person is erased", () => {
  // The migrations' own list of themselves is no part of the schema.
  const found = columns.filter(({ table, type }) => !saysNothing.has(type) && !table.startsWith("_"));
  expect(told.map(({ place }) => place).sort()).toEqual(found.map(({ table, name }) => `${table}.${name}`).sort());
});

const someone = (called: string): Sought => ({
  ...{ personId: ids.newId("per"), changeId: ids.newId("chg"), names: [called] },
  ...{ emails: [`${called}@people.test`], accounts: [`${called}-login`] },
});
type Row = Readonly<Record<string, unknown>>;

/** What makes a row over, and puts words where a rule looks for them. */
const special = ({ personId, emails: [email], accounts: [account] }: Sought): Readonly<Record<string, Row>> => ({
  Request: { status: "denied", facts: { items: [email] } },
  Vote: { voterId: personId },
  ReviewItem: { outcome: "keep" },
  Change: { kind: "known", status: "applied", payload: { account, reason: email } },
  KnownAccess: { retiredAt: new Date() },
  Operation: { holdingId: `Holding ${personId}` },
  ScheduleReading: { shifts: JSON.stringify([{ email }, { email: "stays@people.test" }]) },
  Alarm: { openKey: `ended-account-tried ${account}` },
  Delivery: { recipient: personId, receipt: { to: email } },
  NoticePreference: { id: personId },
  RateLimit: { key: `sign-in-by-account:${email}` },
});

const empty: Row = { _text: [], jsonb: {}, bool: false, int4: 1, int8: 1, bytea: Buffer.alloc(1) };
const valueOf = ({ table, name, type, needed }: Column, sought: Sought): unknown => {
  const given = special(sought)[table];
  if (given && name in given) return given[name];
  if (name === "id") return `${table} ${sought.personId}`;
  if (["personId", "holderId", "requesterId"].includes(name)) return sought.personId;
  const words = name === "account" ? sought.accounts[0] : `words of ${sought.emails[0]}`;
  if (inRows.some(({ place }) => place === `${table}.${name}`)) return type === "_text" ? [words] : words;
  if (!needed) return null;
  if (type === "text") return `x ${sought.personId}`;
  return type === "timestamptz" ? new Date() : empty[type];
};

const fill = async (sought: Sought): Promise<void> => {
  for (const table of new Set(inRows.map(({ place }) => place.split(".")[0]))) {
    const all = columns.filter((column) => column.table === table);
    const values = all.map((column) => valueOf(column, sought));
    const places = all.map(({ type }, at) => `$${at + 1}::${type === "_text" ? "text[]" : type}`);
    await sql(
      `INSERT INTO "${table}" (${all.map(({ name }) => `"${name}"`).join()}) VALUES (${places.join()})`,
      values,
    );
  }
};

const placesSaying = async (words: string): Promise<string[]> => {
  const found: string[] = [];
  for (const { place } of inRows) {
    const [table, name] = place.split(".");
    const rows = await sql(`SELECT 1 FROM "${table}" WHERE "${name}"::text LIKE $1`, [`%${words}%`]);
    if (rows.length > 0) found.push(place);
  }
  return found;
};

const [zara, omar] = [someone("zara"), someone("omar")];
beforeAll(async () => {
  for (const person of [zara, omar]) await fill(person);
});

test("each of those that are called personal is emptied of the person, and of nobody else", async () => {
  const all = inRows.map(({ place }) => place);
  expect(await placesSaying("zara")).toEqual(all);
  while ((await core.erasures.forgetRows(zara)) > 0);
  expect(await placesSaying("zara")).toEqual([]);
  expect(await placesSaying("omar")).toEqual(all);
  expect(await sql(`SELECT "shifts" FROM "ScheduleReading" WHERE "id" LIKE $1`, [`%${zara.personId}`])).toEqual([
    { shifts: [{ email: "stays@people.test" }] },
  ]);
});

test("what was proposed to be said of the person goes too, whether it names them by id or by address", async () => {
  const [ruth, saul] = [someone("ruth"), someone("saul")];
  const proposal = (id: string, payload: object) =>
    sql(
      `INSERT INTO "Change" ("id", "version", "kind", "status", "summary", "payload", "authorId", "createdAt")
       VALUES ($1, 1, 'person', 'applied', 'Add somebody', $2, 'per_author', now())`,
      [id, JSON.stringify({ kind: "person", name: id, ...payload })],
    );
  await proposal("chg_ruth", { email: ruth.emails[0] });
  await proposal("chg_rues", { personId: ruth.personId, email: "former@people.test", attributes: { level: "ruth" } });
  await proposal("chg_saul", { personId: saul.personId, email: saul.emails[0] });
  while ((await core.erasures.forgetRows(ruth)) > 0);
  const kept = await sql(`SELECT "id", "summary", "payload" FROM "Change" WHERE "kind" = 'person' ORDER BY "id"`);
  const erased = { name: expect.stringMatching(/erased/) as string, email: "erased@example.invalid" };
  expect(kept).toEqual([
    {
      id: "chg_rues",
      summary: expect.stringMatching(/erased/) as string,
      payload: { kind: "person", personId: ruth.personId, ...erased },
    },
    { id: "chg_ruth", summary: expect.stringMatching(/erased/) as string, payload: { kind: "person", ...erased } },
    {
      id: "chg_saul",
      summary: "Add somebody",
      payload: { kind: "person", name: "chg_saul", personId: saul.personId, email: saul.emails[0] },
    },
  ]);
});
