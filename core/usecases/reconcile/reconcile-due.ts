import type { Actor } from "#core/domain/audit/event.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import { claimMore } from "#core/usecases/reconcile/claim-more.ts";
import { capacity, claimTogether, perTarget } from "#core/usecases/reconcile/concurrency.ts";
import { leaseMs } from "#core/usecases/reconcile/lease.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { reconcileHolding } from "#core/usecases/reconcile/reconcile-holding.ts";
import type { Claim, HoldingOutcome } from "#core/usecases/reconcile/round.ts";
import { shareStatements } from "#core/usecases/reconcile/share-statements.ts";

/** Work that takes longer waits for a target. */
const hangsAfterMs = 2_000;
const beatEveryMs = 1_000;
/** While calls are under way, how often to look for what fell due meanwhile. */
const lookAgainMs = 100;

export interface Reconciled {
  readonly holdings: number;
  readonly failed: number;
}

/**
 * Makes true at the targets whatever is due: starts, deadlines, revocations, retries. Level-triggered: it compares what each
 * holding should be with what it was last seen to be, so it may run anywhere, any number of times, at once, or not at all
 * for a while, with the same end. Returns when nothing is due that nobody else works on. Failures stay due, with back-off.
 * A target that hangs holds up its own share of the work and nothing of the others'. Once `stopping` is aborted nothing more is
 * claimed, and it returns when what it has in hand is done.
 */
export const reconcileDue = async (core: Core, actor: Actor, stopping?: AbortSignal): Promise<Reconciled> => {
  const underWay = new Map<Promise<HoldingOutcome>, Work>();
  let beatMs = -Infinity;
  const outcomes: HoldingOutcome[] = [];
  let sinceClaim = 0;
  let goOn: () => void = () => undefined;
  const begin = (claim: Claim, askedMs: number): void => {
    // What cannot even be recorded (the database is away) is found again when the lease ends; the next claim then throws.
    const work = reconcileHolding(shareStatements(core), actor, claim, askedMs).catch((): HoldingOutcome => "failed");
    underWay.set(work, { targetId: claim.claimed.holding.targetId, sinceMs: askedMs });
    void work.then((outcome) => {
      outcomes.push(outcome);
      underWay.delete(work);
      sinceClaim += 1;
      if (sinceClaim >= claimTogether || underWay.size === 0) goOn();
    });
  };
  for (;;) {
    const askedMs = performance.now();
    const claims = stopping?.aborted ? [] : await claimWithin(core, [...underWay.values()], askedMs);
    if (askedMs - beatMs >= beatEveryMs) {
      await core.heartbeats.beat(reconcilerHeartbeat, actor.via);
      beatMs = askedMs;
    }
    sinceClaim = 0;
    for (const claim of claims) begin(claim, askedMs);
    if (underWay.size === 0) break;
    await within(lookAgainMs, (resolve) => (goOn = resolve));
  }
  return { holdings: outcomes.length, failed: outcomes.filter((each) => each === "failed").length };
};

interface Work {
  readonly targetId: TargetId;
  readonly sinceMs: number;
}

/**
 * What hangs costs no work, so it leaves the others' share of it alone: only what began lately counts against the capacity.
 * Of one target it counts as long as it lasts, which bounds the whole; and a target of which everything in hand hangs gets no
 * more until something of it is answered: fifty such targets would else take every share that the others give back.
 */
const claimWithin = (core: Core, works: readonly Work[], nowMs: number): Promise<readonly Claim[]> => {
  const lively = works.filter(({ sinceMs }) => nowMs - sinceMs < hangsAfterMs);
  const limit = capacity - lively.length;
  const lives = new Set(lively.map(({ targetId }) => targetId));
  const inHand = Map.groupBy(works, ({ targetId }) => targetId);
  const except = [...inHand].filter(([id, own]) => own.length >= perTarget || !lives.has(id)).map(([id]) => id);
  return limit <= 0 ? Promise.resolve([]) : claimMore(core, { limit, perTarget, leaseMs, except });
};

/** Resolves when `begin`'s function is called, and after `ms` at the latest. */
const within = (ms: number, begin: (resolve: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    begin(() => {
      clearTimeout(timer);
      resolve();
    });
  });
