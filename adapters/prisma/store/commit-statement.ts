import { type Count, type Shape, type TableShape } from "./commit-shape.ts";
import { commitText } from "./commit-text.ts";
import { commitValues, type Expected, type TablePart, type Values } from "./commit-values.ts";
import { encodeRow } from "./encode-row.ts";
import { partEvent } from "./part-event.ts";
import { lockOrder } from "./tables.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import { toldKinds } from "#core/domain/notice/notice-of.ts";
import type { TableName, Transition, Write } from "#core/domain/transition.ts";

/** A text that is one of few, with `$1` and so on where its values belong. */
export interface Statement {
  readonly text: string;
  readonly values: Values;
}

/**
 * A batch of transitions as one statement (`commit-text.ts` says how it works). Its text depends on nothing but which
 * tables it touches and how; every value is a parameter. `isHopeful` asks for the direct statement, which need not say why
 * it refuses, where there is one for this batch.
 */
export const commitStatement = (by: Actor, batch: readonly Transition[], isHopeful = false): Statement => {
  const parts = partsOf(batch);
  const tables = lockOrder.flatMap((table) => parts.get(table) ?? []);
  const events = batch.flatMap((step, t) => step.events.map((entry) => ({ t, value: partEvent(by, entry) })));
  const isDirect = isHopeful && batch.length === 1 && tables.every(({ expected }) => expected.size <= 1);
  const shape: Shape = {
    judging: batch.length > 1 ? "each" : isDirect ? "direct" : "single",
    windowed: isDirect && batch.some(({ window: { from, before } }) => (from ?? before) !== undefined),
    tables: tables.map(shapeOf),
    events: countOf(events.length),
    personal: countOf(events.reduce((sum, { value }) => sum + value.personal.length, 0)),
    told: events.some(({ value }) => toldKinds.has(value.row.kind)),
  };
  return { text: commitText(shape), values: commitValues({ by, batch, tables, events }, shape) };
};

const partsOf = (batch: readonly Transition[]): ReadonlyMap<TableName, TablePart> => {
  const parts = new Map<TableName, TablePart>();
  const partOf = (table: TableName): TablePart => {
    const part = parts.get(table) ?? { table, expected: new Map(), updates: [], inserts: [] };
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

const shapeOf = ({ table, expected, updates, inserts }: TablePart): TableShape => ({
  table,
  locks: countOf(expected.size),
  updates: countOf(updates.length),
  inserts: countOf(inserts.length),
});
