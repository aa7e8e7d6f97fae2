import type { Actor } from "#core/domain/audit/event.ts";
import { backOffMs } from "#core/domain/holding/back-off.ts";
import type { HoldingId, TargetId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import { type KnownEnd, readKnownEnds, type Reading } from "#core/usecases/offline/known-end.ts";
import { recordRemoval } from "#core/usecases/offline/record-removal.ts";
import { removeKnown } from "#core/usecases/offline/remove-known.ts";

/** A database that does not say within this what time it is is away. */
const patienceMs = 1_500;
const refreshEveryMs = 5_000;
/** Of one target at once, so that one that hangs holds up no other. */
const perTarget = 8;

export interface EndKeeper {
  /**
   * Asks the database for the time. Where it answers: learns what ends next, and records what was done while it did not. Where it
   * does not: begins to remove what is due. Never throws; `away` says which it was.
   */
  look(): Promise<{ readonly away: boolean; readonly known: number; readonly removed: number }>;
  /** Resolves when nothing that was begun is under way any more. */
  settled(): Promise<void>;
}

interface Try {
  readonly attempts: number;
  readonly againMs: number;
}

/**
 * What one process of the portal does for the ends that it last knew, when the database is gone (domain rule 5): they still come,
 * by its monotonic clock, and they only come. Two processes that do the same do it twice, which is once.
 */
export const keepEnds = (core: Core, actor: Actor): EndKeeper => {
  let known: readonly KnownEnd[] = [];
  let learnedMs = -Infinity;
  const underWay = new Map<HoldingId, { readonly targetId: TargetId; readonly work: Promise<void> }>();
  const tries = new Map<HoldingId, Try>();
  const removed = new Map<HoldingId, { readonly end: KnownEnd; readonly atMs: number }>();

  const remove = async (end: KnownEnd): Promise<void> => {
    const { id } = end.holding;
    try {
      await removeKnown(core, end);
      removed.set(id, { end, atMs: performance.now() });
    } catch {
      tries.set(id, nextTry(tries.get(id), core.ids.random()));
    } finally {
      underWay.delete(id);
    }
  };
  const isDue = ({ holding: { id }, dueMs }: KnownEnd, nowMs: number): boolean =>
    dueMs <= nowMs && !removed.has(id) && !underWay.has(id) && (tries.get(id)?.againMs ?? -Infinity) <= nowMs;
  const removeDue = (): void => {
    const nowMs = performance.now();
    for (const end of known.filter((each) => isDue(each, nowMs))) {
      const { targetId } = end.holding;
      if (countAt(underWay.values(), targetId) < perTarget)
        underWay.set(end.holding.id, { targetId, work: remove(end) });
    }
  };
  const catchUp = async (reading: Reading): Promise<void> => {
    for (const [id, { end, atMs }] of removed) {
      await recordRemoval(core, actor, end, atMs, reading);
      removed.delete(id);
      core.wake.due();
    }
    if (reading.askedMs - learnedMs < refreshEveryMs) return;
    known = await readKnownEnds(core, reading);
    learnedMs = reading.askedMs;
    tries.clear();
  };

  return {
    look: async () => {
      const reading = await readClock(core);
      if (reading) await catchUp(reading).catch(() => undefined);
      else removeDue();
      return { away: reading === null, known: known.length, removed: removed.size };
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all([...underWay.values()].map(({ work }) => work));
    },
  };
};

const nextTry = (before: Try | undefined, random: number): Try => {
  const attempts = (before?.attempts ?? 0) + 1;
  return { attempts, againMs: performance.now() + backOffMs(attempts, random) };
};

const countAt = (works: Iterable<{ readonly targetId: TargetId }>, id: TargetId): number =>
  [...works].filter(({ targetId }) => targetId === id).length;

/** Null where the database is away, or so slow that a deadline counted from its answer would come too early. */
const readClock = async (core: Core): Promise<Reading | null> => {
  const askedMs = performance.now();
  const patience = Promise.withResolvers<null>();
  const timer = setTimeout(() => patience.resolve(null), patienceMs);
  try {
    const now = await Promise.race([core.clock.now(), patience.promise]);
    return now && { now, askedMs };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
};
