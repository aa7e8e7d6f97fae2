import { abouts } from "../audit-rows.ts";
import { isCounted, lockedByUpdate, type Shape } from "./commit-shape.ts";
import type { PartedEvent } from "./part-event.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import { toldKinds } from "#core/domain/notice/notice-of.ts";
import type { TableName, Transition } from "#core/domain/transition.ts";

/** A value that belongs to the transition at place `t` of the batch. */
interface Placed<T> {
  readonly t: number;
  readonly value: T;
}

/** A row to lock, to change it or because it is guarded, and the version that it must then have. */
export interface Expected {
  readonly id: string;
  readonly version: number;
}

/** What a batch does to one table. */
export interface TablePart {
  readonly table: TableName;
  /** By transition and id, so that a step over ten thousand rows costs ten thousand look-ups and not their square. */
  readonly expected: Map<string, Placed<Expected>>;
  readonly updates: Placed<object>[];
  readonly inserts: Placed<object>[];
}

/** A batch, taken apart: its tables in `lockOrder`, its events in their order. */
export interface Parted {
  readonly by: Actor;
  readonly batch: readonly Transition[];
  readonly tables: readonly TablePart[];
  readonly events: readonly Placed<PartedEvent>[];
}

export type Values = readonly unknown[];

/** Every value of a batch, in the order in which the text for its shape has its parameters. */
export const commitValues = (parted: Parted, shape: Shape): Values =>
  shape.judging === "direct" ? directValues(parted, shape) : judgedValues(parted, shape.judging === "single");

const judgedValues = ({ by, batch, tables, events }: Parted, single: boolean): Values => [
  ...tables.flatMap((part) => expectedValues(part, single)),
  ...judgementValues(batch, tables, events),
  ...tables.flatMap(({ updates, inserts }) => [...rowValues(updates, single), ...rowValues(inserts, single)]),
  ...eventValues(by, events, single),
];

const directValues = ({ by, batch, tables, events }: Parted, shape: Shape): Values => {
  const last = lockedByUpdate(shape.tables)?.table;
  const [written = 0] = writtenBy(batch, events);
  return [
    ...tables.flatMap((part) => [
      ...(part.table === last ? rowValues(part.updates, true) : []),
      ...expectedValues(part, true),
    ]),
    ...tables.flatMap(({ table, updates, inserts }) => [
      ...(table === last ? [] : rowValues(updates, true)),
      ...rowValues(inserts, true),
    ]),
    ...eventValues(by, events, true),
    ...(isCounted(shape) ? [last ? written - 1 : written] : []),
    ...(shape.windowed ? batch.flatMap(({ window }) => [instant(window.from), instant(window.before)]) : []),
  ];
};

const expectedValues = (part: TablePart, single: boolean): Values => {
  const expected = [...part.expected.values()];
  const [first] = expected;
  if (!first) return [];
  if (single && expected.length === 1) return [first.value.version, first.value.id];
  const arrays = [expected.map(({ value }) => value.version), expected.map(({ value }) => value.id)];
  return single ? arrays : [...arrays, expected.map(({ t }) => t)];
};

const instant = (at: Date | undefined): string | null => at?.toISOString() ?? null;

const judgementValues = (
  batch: readonly Transition[],
  tables: readonly TablePart[],
  events: readonly Placed<PartedEvent>[],
): Values => {
  const from = batch.map(({ window }) => instant(window.from));
  const before = batch.map(({ window }) => instant(window.before));
  const written = writtenBy(batch, events);
  if (batch.length > 1) return [batch.map((_, t) => t), from, before, written];
  const expected = tables.reduce((sum, part) => sum + part.expected.size, 0);
  return [expected, from[0], before[0], written[0]];
};

/** How many rows each transition writes, with all that is written of its events. */
const writtenBy = (batch: readonly Transition[], events: readonly Placed<PartedEvent>[]): readonly number[] => {
  const written = batch.map(({ writes }) => writes.length);
  for (const { t, value } of events)
    written[t] = (written[t] ?? 0) + 1 + value.personal.length + (toldKinds.has(value.row.kind) ? 1 : 0);
  return written;
};

const rowValues = (rows: readonly Placed<object>[], single: boolean): Values => {
  if (rows.length === 0) return [];
  if (!single) return [rows.map(({ t }) => t), JSON.stringify(rows.map(({ value }) => value))];
  return [JSON.stringify(rows.length === 1 ? rows[0]?.value : rows.map(({ value }) => value))];
};

const eventValues = (by: Actor, events: readonly Placed<PartedEvent>[], single: boolean): Values => {
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

const rowOfEvent = ({ t, value }: Placed<PartedEvent>, n: number): object => ({ t, n, ...value.row });

const loneValues = (row: PartedEvent["row"]): Values => [
  row.kind,
  ...abouts.map((name) => row[name] ?? null),
  JSON.stringify(row.data),
  JSON.stringify(row.commitments),
];
