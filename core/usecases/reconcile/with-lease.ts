import type { Core } from "#core/ports/core.ts";
import type { ClaimedHolding } from "#core/ports/holdings.ts";
import { leaseMs } from "#core/usecases/reconcile/lease.ts";

const renewEveryMs = 1_000;

/**
 * Keeps the lease of a claimed holding while `work` runs. A renewal that fails changes nothing here: another worker may then
 * claim the holding, and its fence, at the target and in the commit, is what keeps this one from having a say.
 */
export const withLease = async <T>(core: Core, { holding }: ClaimedHolding, work: () => Promise<T>): Promise<T> => {
  const renewal = setInterval(() => {
    core.holdings.renewLease(holding.id, holding.fence, leaseMs).catch(() => undefined);
  }, renewEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
  }
};
