import type { Core } from "#core/ports/core.ts";
import type { ClaimedHolding } from "#core/ports/holdings.ts";
import { leaseMs } from "#core/usecases/reconcile/lease.ts";

const renewEveryMs = 1_000;

/** Thrown instead of a call that a worker may no longer make. */
export class LeaseLost extends Error {}

/** How long a claim is surely ours: as its row says on the database's clock, and on one that nobody sets. */
interface Held {
  readonly until: Date;
  readonly untilMs: number;
}

export interface Lease {
  /**
   * Throws unless the claim is surely still ours: no call may begin later, for the next claim counts calls as over by the time
   * at which the last of them can have begun (`settled.ts`). Judged by a clock that nobody sets.
   */
  check(): void;
  /** As it was renewed last. */
  held(): Held;
  /** The row says this again: whoever writes a holding writes all of it. */
  wrote(held: Held): void;
}

/**
 * Keeps the lease of a claimed holding while `work` runs. A renewal that fails changes nothing here: another worker may then
 * claim the holding, and its fence, at the target and in the commit, is what keeps this one from having a say. One that finds
 * the claim given up or taken over ends it here too.
 */
export const withLease = async <T>(
  core: Core,
  { holding, askedMs }: ClaimedHolding & { readonly askedMs: number },
  work: (lease: Lease) => Promise<T>,
): Promise<T> => {
  if (!holding.leaseUntil) throw new Error(`${holding.id}: it is not claimed`);
  let held: Held = { until: holding.leaseUntil, untilMs: askedMs + leaseMs };
  const renew = async (): Promise<void> => {
    const fromMs = performance.now();
    const until = await core.holdings.renewLease(holding.id, holding.fence, leaseMs);
    held = until ? { until, untilMs: fromMs + leaseMs } : { ...held, untilMs: -Infinity };
  };
  const renewal = setInterval(() => void renew().catch(() => undefined), renewEveryMs);
  const check = (): void => {
    if (performance.now() >= held.untilMs) throw new LeaseLost(`${holding.id}: the lease may be over`);
  };
  try {
    return await work({ check, held: () => held, wrote: (known) => (held = known) });
  } finally {
    clearInterval(renewal);
  }
};
