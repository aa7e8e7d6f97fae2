import { abouts } from "../audit-rows.ts";
import { Prisma } from "../generated/client.ts";
import { commitText, type Count, type Shape, type TableShape } from "./commit-text.ts";
import { encodeRow } from "./encode-row.ts";
import { partEvent, type PartedEvent } from "./part-event.ts";
import { lockOrder } from "./tables.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import { toldKinds } from "#core/domain/notice/notice-of.ts";
import type { TableName, Transition, Write } from "#core/domain/transition.ts";

/** A value that belongs to the transition at place `t` of the batch. */
interface Placed<T> {
  readonly t: number;
  readonly value: T;
}

/** A row to lock, to change it or because it is guarded, and the version that it must then have. */
interface Expected {
  readonly id: string;
  readonly version: number;
}

/** What a batch does to one table. */
interface TablePart {
  /** By transition and id, so that a step over ten thousand rows costs ten thousand look-ups and not their square. */
  readonly expected: Map<string, Placed<Expected>>;
  readonly updates: Placed<object>[];
  readonly inserts: Placed<object>[];
}

type Values = readonly unknown[];

/**
 * A batch of transitions as one statement (`commit-text.ts` says how it works). Its text depends on nothing but which
 * tables it touches and how; every value is a parameter, in the order of the text.
 */
export const commitStatement = (by: Actor, batch: readonly Transition[]): Prisma.Sql => {
  const parts = partsOf(batch);
  const events = batch.flatMap((step, t) =>
    step.events.map((entry): PlacedEvent => ({ t, value: partEvent(by, entry) })),
  );
  const personal = countOf(events.flatMap(({ value }) => value.personal).length);
  const tables = lockOrder.flatMap((table): TableShape[] => {
    const part = parts.get(table);
    return part ? [shapeOf(table, part)] : [];
  });
  const shape: Shape = {
    single: batch.length === 1,
    tables,
    events: countOf(events.length),
    personal,
    told: toldOf(batch) > 0,
  };
  const ordered = tables.flatMap(({ table }) => parts.get(table) ?? []);
  return new Prisma.Sql(commitText(shape), [
    ...ordered.flatMap((part) => expectedValues(part, shape.single)),
    ...windowValues(batch, ordered, events),
    ...ordered.flatMap(({ updates, inserts }) => [
      ...rowValues(updates, shape.single),
      ...rowValues(inserts, shape.single),
    ]),
    ...eventValues(by, events, shape),
  ]);
};

const partsOf = (batch: readonly Transition[]): ReadonlyMap<TableName, TablePart> => {
  const parts = new Map<TableName, TablePart>();
  const partOf = (table: TableName): TablePart => {
    const part = parts.get(table) ?? { expected: new Map(), updates: [], inserts: [] };
    parts.set(table, part);
    return part;
  };
  for (const [t, { writes, guards }] of batch.entries()) {
    for (const write of writes) {
      const part = partOf(write.table);
      (write.before === null ? part.inserts : part.updates).push({ t, value: encodeRow(write) });
      if (write.before !== null) expect(part.expected, t, expectedOf(write));
    }
    for (const guard of guards) expect(partOf(guard.table).expected, t, guard);
  }
  return parts;
};

/** No row has this version, so whatever expects it is refused. */
const impossible = -1;

/** A row that a transition both changes and guards, or guards twice, is one row; it cannot have two versions. */
const expect = (expected: TablePart["expected"], t: number, { id, version }: Expected): void => {
  const key = `${t} ${id}`;
  const known = expected.get(key);
  if (!known) expected.set(key, { t, value: { id, version } });
  else if (known.value.version !== version) expected.set(key, { t, value: { id, version: impossible } });
};

const expectedOf = (write: Write): Expected => {
  if (write.table === "Policy" || write.before === null)
    throw new Error(`${write.table}: there is no version to expect`);
  return { id: write.row.id, version: write.before };
};

const countOf = (count: number): Count => (count === 0 ? "none" : count === 1 ? "one" : "many");

const shapeOf = (table: TableName, { expected, updates, inserts }: TablePart): TableShape => ({
  table,
  locks: countOf(expected.size),
  updates: countOf(updates.length),
  inserts: countOf(inserts.length),
});

const expectedValues = (part: TablePart, single: boolean): Values => {
  const expected = [...part.expected.values()];
  const [first] = expected;
  if (!first) return [];
  if (single && expected.length === 1) return [first.value.version, first.value.id];
  const arrays = [expected.map(({ value }) => value.version), expected.map(({ value }) => value.id)];
  return single ? arrays : [...arrays, expected.map(({ t }) => t)];
};

/** How many rows the outbox gets. */
const toldOf = (batch: readonly Transition[]): number =>
  batch.reduce((sum, { events }) => sum + events.filter(({ kind }) => toldKinds.has(kind)).length, 0);

const windowValues = (
  batch: readonly Transition[],
  parts: readonly TablePart[],
  events: readonly PlacedEvent[],
): Values => {
  const from = batch.map(({ window }) => window.from?.toISOString() ?? null);
  const before = batch.map(({ window }) => window.before?.toISOString() ?? null);
  const written = batch.map((step) => step.writes.length + toldOf([step]));
  for (const { t, value } of events) written[t] = (written[t] ?? 0) + 1 + value.personal.length;
  if (batch.length > 1) return [batch.map((_, t) => t), from, before, written];
  const expected = parts.reduce((sum, part) => sum + part.expected.size, 0);
  return [expected, from[0], before[0], written[0]];
};

const rowValues = (rows: readonly Placed<object>[], single: boolean): Values => {
  if (rows.length === 0) return [];
  if (!single) return [rows.map(({ t }) => t), JSON.stringify(rows.map(({ value }) => value))];
  return [JSON.stringify(rows.length === 1 ? rows[0]?.value : rows.map(({ value }) => value))];
};

type PlacedEvent = Placed<PartedEvent>;

const eventValues = (by: Actor, events: readonly PlacedEvent[], { single }: Shape): Values => {
  const [first] = events;
  if (!first) return [];
  const alone = single && events.length === 1;
  const actor = [by.personId, by.via, by.correlationId];
  const inserted = [...actor, ...(alone ? loneValues(first.value.row) : [JSON.stringify(events.map(rowOfEvent))])];
  const personal = events.flatMap(({ value }, n) => value.personal.map((row) => ({ n, ...row })));
  const [only] = personal;
  if (!only) return inserted;
  if (!alone) return [...inserted, events.map(({ t }) => t), JSON.stringify(personal)];
  if (personal.length > 1) return [...inserted, JSON.stringify(personal)];
  return [...inserted, only.field, JSON.stringify(only.value), only.salt];
};

const rowOfEvent = ({ t, value }: PlacedEvent, n: number): object => ({ t, n, ...value.row });

const loneValues = (row: PartedEvent["row"]): Values => [
  row.kind,
  ...abouts.map((name) => row[name] ?? null),
  JSON.stringify(row.data),
  JSON.stringify(row.commitments),
];
