import type { Actor } from "#core/domain/audit/event.ts";
import { beginSweep, finishSweep } from "#core/domain/retention/retention-steps.ts";
import {
  isSweepDue,
  keptSince,
  type RetentionClass,
  retentionClasses,
  type RetentionSweep,
} from "#core/domain/retention/retention.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { Eraser } from "#core/ports/eraser.ts";

/**
 * Erases what was kept for long enough, class by class. Does nothing where nobody has said how long
 * (which is how a portal begins), or where this process may not erase. Killed anywhere, the next round goes on.
 */
export const sweepKept = async (core: Core, actor: Actor): Promise<{ readonly swept: readonly RetentionClass[] }> => {
  const { eraser } = core;
  const kept = eraser && (await core.retentions.current());
  if (!eraser || !kept) return { swept: [] };
  const swept: RetentionClass[] = [];
  for (const of of retentionClasses) {
    const now = await core.clock.now();
    const olderThan = keptSince(kept, of, now);
    const sweep = olderThan && (await underWay(core, actor, of, olderThan, now));
    if (sweep && (await sweepOne(core, eraser, actor, sweep))) swept.push(of);
  }
  return { swept };
};

/** The sweep that is to be carried on with; null where none is due, or another process has just begun it. */
const underWay = async (
  core: Core,
  actor: Actor,
  of: RetentionClass,
  olderThan: Date,
  now: Date,
): Promise<RetentionSweep | null> => {
  const find = async () => (await core.retentions.sweeps()).find(({ id }) => id === of) ?? null;
  const known = await find();
  if (known && !isSweepDue(known, now)) return null;
  if (known?.olderThan) return known;
  return (await commitOne(core, actor, beginSweep(known, of, olderThan))) ? find() : null;
};

/** Whether it came to its end. */
const sweepOne = async (core: Core, eraser: Eraser, actor: Actor, begun: RetentionSweep): Promise<boolean> => {
  const { id, olderThan } = begun;
  if (!olderThan) return false;
  let sweep: RetentionSweep | null = await sweepRows(core, actor, begun, olderThan);
  let at = begun.sweptTo;
  let isClear = true;
  while (sweep) {
    const { found, to, clearTo, over } = await core.retentions.valuesOlderThan(id, olderThan, at);
    const values = sweep.values + (await eraser.erase(found));
    const sweptTo: string = isClear ? clearTo : sweep.sweptTo;
    isClear &&= clearTo === to;
    if (over) return commitOne(core, actor, finishSweep({ ...sweep, sweptTo, values }, await core.clock.now()));
    sweep = await note(core, actor, sweep, { sweptTo, values });
    at = to;
  }
  return false;
};

const sweepRows = async (
  core: Core,
  actor: Actor,
  begun: RetentionSweep,
  olderThan: Date,
): Promise<RetentionSweep | null> => {
  let rows = 0;
  for (let more = -1; more !== 0; rows += more) more = await core.retentions.forgetRowsOlderThan(begun.id, olderThan);
  return rows === 0 ? begun : note(core, actor, begun, { rows: begun.rows + rows });
};

type Progress = Partial<Pick<RetentionSweep, "sweptTo" | "values" | "rows">>;

/** Null where another process has noted more. */
const note = async (
  core: Core,
  actor: Actor,
  sweep: RetentionSweep,
  progress: Progress,
): Promise<RetentionSweep | null> => {
  const done = await commitOne(core, actor, transition({ writes: [update("RetentionSweep", sweep, progress)] }));
  return done ? { ...sweep, ...progress, version: sweep.version + 1 } : null;
};

const commitOne = async (core: Core, actor: Actor, step: Transition): Promise<boolean> =>
  (await core.store.commit(actor, [step]))[0]?.done ?? false;
