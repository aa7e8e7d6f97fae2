import { isInsertOnly } from "./tables.ts";
import type { Guard, Transition, Write } from "#core/domain/transition.ts";

const keyOf = (write: Write): string =>
  write.table === "Policy" ? `Policy ${write.row.number}` : `${write.table} ${write.row.id}`;
const guardKey = ({ table, id }: Guard): string => `${table} ${id}`;

/**
 * Splits a batch into runs that are each one statement. Within a statement all rows are judged as they were before it, so a
 * transition that guards what another one of the batch writes goes into the next run, where it sees that write. One that looks who
 * holds something is a run by itself.
 * Throws when a row is written twice, and for writes and guards that no caller may make.
 */
export const inOrderOfEffect = (transitions: readonly Transition[]): readonly (readonly Transition[])[] => {
  const runs: Transition[][] = [];
  let run: Transition[] = [];
  let touched = { written: new Set<string>(), guarded: new Set<string>() };
  const everWritten = new Set<string>();
  for (const transition of transitions) {
    const written = transition.writes.map(checkedKey);
    for (const key of written) {
      if (everWritten.has(key)) throw new Error(`${key} is written twice in one batch`);
      everWritten.add(key);
    }
    const guarded = transition.guards.map(checkedGuard);
    const alone = transition.unheld.length > 0 || run.some(({ unheld }) => unheld.length > 0);
    const meets =
      alone || written.some((key) => touched.guarded.has(key)) || guarded.some((key) => touched.written.has(key));
    if (run.length === 0 || meets) {
      runs.push((run = []));
      touched = { written: new Set(), guarded: new Set() };
    }
    run.push(transition);
    for (const key of written) touched.written.add(key);
    for (const key of guarded) touched.guarded.add(key);
  }
  return runs;
};

const checkedKey = (write: Write): string => {
  const key = keyOf(write);
  if (write.before === null) return key;
  if (isInsertOnly(write.table)) throw new Error(`${key} is written once and never changes`);
  if (write.row.version !== write.before + 1)
    throw new Error(`${key} must go from version ${write.before} to the next`);
  return key;
};

const checkedGuard = (guard: Guard): string => {
  if (isInsertOnly(guard.table)) throw new Error(`${guardKey(guard)} never changes and cannot be guarded`);
  return guardKey(guard);
};
