import type { Core } from "#core/ports/core.ts";
import type { ClaimedHolding } from "#core/ports/holdings.ts";
import { leaseMs } from "#core/usecases/reconcile/lease.ts";

const renewEveryMs = 1_000;

/** Thrown instead of a call that a worker may no longer make. */
export class LeaseLost extends Error {}

export interface Lease {
  /**
   * Throws unless the claim is surely still ours: no call may begin later, for the next claim counts calls as over by the time
   * at which the last of them can have begun (`settled.ts`). Judged by a clock that nobody sets.
   */
  check(): void;
}

/**
 * Keeps the lease of a claimed holding while `work` runs. A renewal that fails changes nothing here: another worker may then
 * claim the holding, and its fence, at the target and in the commit, is what keeps this one from having a say.
 */
export const withLease = async <T>(
  core: Core,
  { holding, askedMs }: ClaimedHolding & { readonly askedMs: number },
  work: (lease: Lease) => Promise<T>,
): Promise<T> => {
  let heldUntilMs = askedMs + leaseMs;
  const renew = async (): Promise<void> => {
    const fromMs = performance.now();
    if (await core.holdings.renewLease(holding.id, holding.fence, leaseMs)) heldUntilMs = fromMs + leaseMs;
  };
  const renewal = setInterval(() => void renew().catch(() => undefined), renewEveryMs);
  const check = (): void => {
    if (performance.now() >= heldUntilMs) throw new LeaseLost(`${holding.id}: the lease may be over`);
  };
  try {
    return await work({ check });
  } finally {
    clearInterval(renewal);
  }
};
