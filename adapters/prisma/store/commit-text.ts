import { abouts } from "../audit-rows.ts";
import { preparedMark } from "../client.ts";
import { type Count, lockedByUpdate, type Shape, type TableShape } from "./commit-shape.ts";
import { counted, directHead, directSeal } from "./direct-text.ts";
import { columnsOf, settingsOf } from "./tables.ts";
import { toldKinds } from "#core/domain/notice/notice-of.ts";

const known = new Map<string, string>();

/**
 * The text of a commit; its parameters are numbered as they stand in it.
 *
 * The order of its parts is forced by what refers to what:
 * 1. Locks, table by table in `lockOrder`, rows by id: each waits for the one before, so that two statements cannot hold
 *    what the other wants. A lock returns the latest committed row, not the snapshot's.
 * 2. The clock, read once every lock is held. `now()`, or a condition on the row that is evaluated before the wait, would
 *    approve a vote that waited past the deadline; the latter even only when the other transaction rolls back, since a
 *    row is judged anew only when it was changed.
 * 3. Verdicts, by the locked versions and that instant.
 * 4. Writes, events and outbox of the accepted. By id alone: the row is locked and cannot differ from what was judged.
 * 5. The seal, after the writes: divides by zero, and so undoes everything, unless every accepted row was written and no
 *    deadline passed meanwhile (an insert may wait for another transaction that inserts the same key).
 */
export const commitText = (shape: Shape): string => {
  const key = JSON.stringify(shape);
  const text = known.get(key) ?? numbered(textOf(shape));
  known.set(key, text);
  return text;
};

const numbered = (text: string): string => {
  let count = 0;
  return text.replaceAll("?", () => `$${(count += 1)}`);
};

const textOf = (shape: Shape): string => {
  const { judging, tables, events, personal, told } = shape;
  const single = judging !== "each";
  const locked = tables.filter(({ locks }) => locks !== "none");
  const last = judging === "direct" ? lockedByUpdate(tables) : undefined;
  const writes = tables.flatMap((table) => writeClauses(table, single, table === last));
  if (events !== "none") writes.push({ name: "written_events", text: eventsText(events, single) });
  if (personal !== "none") writes.push({ name: "written_personal", text: personalText(events, personal, single) });
  if (told) writes.push({ name: "written_outbox", text: outboxText(events, single) });
  const clauses = [
    ...(judging === "direct"
      ? directHead(locked, last)
      : [
          ...locked.map((table, index) => lockText(table, locked[index - 1], single)),
          single ? singleVerdictText(locked) : verdictText(locked),
        ]),
    ...writes.map(
      ({ name, text }) => `${name} AS (${text} RETURNING ${name === "written_events" ? '"id", "kind", "at"' : "1"})`,
    ),
  ];
  const names = writes.map(({ name }) => name);
  const answer =
    judging === "direct"
      ? `SELECT v.at, 1 / (${directSeal(names, shape)}) AS seal FROM verdict v`
      : `SELECT v.why, v.at, 1 / (${sealText(names, single)}) AS seal FROM verdict v ${single ? "" : "ORDER BY v.t"}`;
  return `${preparedMark} WITH ${clauses.join(",\n")} ${answer}`;
};

const sealText = (names: readonly string[], single: boolean): string => {
  const wanted = single
    ? "CASE WHEN v.why IS NULL THEN v.parts ELSE 0 END"
    : "(SELECT coalesce(sum(a.parts), 0) FROM verdict a WHERE a.why IS NULL)";
  return `CASE WHEN ${counted(names)} <> ${wanted} THEN 0
      WHEN v.why IS NULL AND clock_timestamp() >= v.before THEN 0 ELSE 1 END`;
};

const list = (columns: readonly string[], prefix = ""): string =>
  columns.map((name) => `${prefix}"${name}"`).join(", ");

/**
 * Guarded rows are locked FOR SHARE, so that voters do not wait for each other on the policy they all read. Where the batch
 * also changes rows of the table, all are locked FOR UPDATE in one pass: two passes could not keep to one order of ids.
 */
const lockText = ({ table, locks, updates }: TableShape, previous: TableShape | undefined, single: boolean): string => {
  const after = previous ? `AND (SELECT count(*) FROM locked_${previous.table}) >= 0` : "";
  const strength = updates === "none" ? "FOR SHARE OF x" : "FOR UPDATE OF x";
  const locked = (version: string, which: string): string =>
    `locked_${table} AS MATERIALIZED (SELECT x.id, ${version} FROM "${table}" x WHERE ${which} ${after}
      ${locks === "one" ? "" : "ORDER BY x.id"} ${strength})`;
  if (single && locks === "one") return locked("x.version = ?::int AS fresh", "x.id = ?::text");
  const expected = single
    ? `expected_${table} AS (SELECT * FROM unnest(?::int[], ?::text[]) AS w(version, id))`
    : `expected_${table} AS (SELECT * FROM unnest(?::int[], ?::text[], ?::int[]) AS w(version, id, t))`;
  const which = `x.id = ANY (ARRAY(SELECT w.id FROM expected_${table} w))`;
  const fresh = `NOT EXISTS (SELECT FROM expected_${table} w WHERE w.id = x.id AND w.version <> x.version) AS fresh`;
  return `${expected}, ${locked(single ? fresh : "x.version", which)}`;
};

const windows = `WHEN v.at >= v.before THEN 'too_late' WHEN v.at < v."from" THEN 'too_early' END AS why`;

/** All is well if as many rows are fresh as there are rows expected. */
const singleVerdictText = (locked: readonly TableShape[]): string => {
  const counts = locked.map(({ table }) => `(SELECT count(*) AS n FROM locked_${table} l WHERE l.fresh) "${table}"`);
  const fresh = locked.map(({ table }) => `"${table}".n`).join(" + ") || "0";
  return `verdict AS MATERIALIZED (
    SELECT v.at, v.before, v.parts, CASE WHEN v.fresh <> v.expected THEN 'conflict' ${windows}
    FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS at, ${fresh} AS fresh, ?::int AS expected,
      ?::timestamptz AS "from", ?::timestamptz AS before, ?::int AS parts
      ${counts.length === 0 ? "" : `FROM ${counts.join(", ")}`} OFFSET 0) v)`;
};

const verdictText = (locked: readonly TableShape[]): string => {
  const last = locked.at(-1);
  const locks = last ? `FROM (SELECT count(*) FROM locked_${last.table}) AS locks` : "";
  const stale = locked.map(
    ({ table }) => `WHEN EXISTS (SELECT FROM expected_${table} w LEFT JOIN locked_${table} l ON l.id = w.id
      WHERE w.t = v.t AND l.version IS DISTINCT FROM w.version) THEN 'conflict'`,
  );
  return `clock AS MATERIALIZED (SELECT date_trunc('milliseconds', clock_timestamp()) AS at ${locks}),
    verdict AS MATERIALIZED (
      SELECT v.t, v.at, v.before, v.parts, CASE ${stale.join(" ")} ${windows}
      FROM (SELECT * FROM clock, unnest(?::int[], ?::timestamptz[], ?::timestamptz[], ?::int[]) AS s(t, "from", before, parts)) v)`;
};

interface WriteClause {
  readonly name: string;
  readonly text: string;
}

const writeClauses = (
  { table, updates, inserts }: TableShape,
  single: boolean,
  isUpdated: boolean,
): readonly WriteClause[] => {
  const columns = columnsOf[table];
  const from = (count: Count): string => {
    if (single && count === "one")
      return `jsonb_populate_record(NULL::"${table}", ?::jsonb) r, verdict v WHERE v.why IS NULL`;
    const rows = `jsonb_populate_recordset(NULL::"${table}", ?::jsonb)`;
    if (single) return `${rows} r, verdict v WHERE v.why IS NULL`;
    // By name: the columns of a table stand in the order of its migrations, which the schema file need not have.
    return `ROWS FROM (unnest(?::int[]), jsonb_array_elements(?::jsonb)) AS s(t, doc)
      CROSS JOIN LATERAL jsonb_populate_record(NULL::"${table}", s.doc) r, verdict v WHERE v.t = s.t AND v.why IS NULL`;
  };
  const which =
    updates === "many"
      ? `AND x.id = ANY (ARRAY(SELECT l.id FROM locked_${table} l)) AND x.id = r.id`
      : "AND x.id = r.id";
  const updated = `UPDATE "${table}" x SET ${settingsOf(table)} FROM ${from(updates)} ${which}`;
  const inserted = `INSERT INTO "${table}" (${list(columns)}) SELECT ${list(columns, "r.")} FROM ${from(inserts)}`;
  return [
    ...(updates === "none" || isUpdated ? [] : [{ name: `updated_${table}`, text: updated }]),
    ...(inserts === "none" ? [] : [{ name: `inserted_${table}`, text: inserted }]),
  ];
};

/** A single event comes as plain parameters: taking it apart at the server would cost as much as an index does. */
const eventsText = (events: Count, single: boolean): string => {
  const into = `INSERT INTO "AuditEvent" ("at", "actorId", "via", "correlationId", "kind", ${list(abouts)}, "data", "commitments")`;
  const actor = "?::text, ?::text, ?::text";
  if (single && events === "one") {
    const texts = ["kind", ...abouts].map(() => "?::text").join(", ");
    return `${into} SELECT v.at, ${actor}, ${texts}, ?::jsonb, ?::jsonb FROM verdict v WHERE v.why IS NULL`;
  }
  const columns = `kind text, ${abouts.map((name) => `"${name}" text`).join(", ")}, data jsonb, commitments jsonb`;
  return `${into} SELECT v.at, ${actor}, e.kind, ${list(abouts, "e.")}, e.data, e.commitments
    FROM verdict v, jsonb_to_recordset(?::jsonb) AS e(t int, n int, ${columns})
    WHERE v.why IS NULL ${single ? "" : "AND v.t = e.t"} ORDER BY e.n`;
};

/**
 * The values that belong to the events just written. Which id became whose is told by order: ids are drawn after the events
 * were sorted by their place in the batch, so that of those written the first has the lowest.
 */
const personalText = (events: Count, personal: Count, single: boolean): string => {
  const columns = `field text, value jsonb, salt text`;
  const into = (source: string): string =>
    `INSERT INTO "AuditPersonal" ("eventId", "field", "value", "salt") ${source}`;
  if (single && events === "one" && personal === "one")
    return into(`SELECT w."id", ?::text, ?::jsonb, decode(?::text, 'hex') FROM written_events w`);
  const selected = `SELECT w."id", p.field, p.value, decode(p.salt, 'hex')`;
  if (single && events === "one")
    return into(`${selected} FROM written_events w, jsonb_to_recordset(?::jsonb) AS p(${columns})`);
  return into(`${selected}
    FROM (SELECT "id", row_number() OVER (ORDER BY "id") AS place FROM written_events) w
    JOIN (SELECT s.n - 1 AS n, row_number() OVER (ORDER BY s.n) AS place
      FROM unnest(?::int[]) WITH ORDINALITY AS s(t, n), verdict v WHERE v.why IS NULL ${single ? "" : "AND v.t = s.t"}) a USING (place)
    JOIN jsonb_to_recordset(?::jsonb) AS p(n int, ${columns}) ON p.n = a.n`);
};

/** The positions of what must be told, due at the instant of the change itself. As small as a row can be: every told change pays for it. */
const outboxText = (events: Count, single: boolean): string => {
  const kinds = [...toldKinds].map((kind) => `'${kind}'`).join(", ");
  return `INSERT INTO "Outbox" ("eventId", "dueAt") SELECT e.id, e.at FROM written_events e
    ${single && events === "one" ? "" : `WHERE e.kind IN (${kinds})`}`;
};
