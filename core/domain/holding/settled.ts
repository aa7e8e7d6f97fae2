import type { Holding } from "#core/domain/holding/holding.ts";

/** How calls of one kind of target come to an end. */
export interface CallLimits {
  readonly callTimeoutMs: number;
  /** Whether the target itself keeps an earlier call from taking effect once a later one was answered. */
  readonly overtakes: boolean;
}

/**
 * The instant from which a reading of the target proves something, because no earlier call can take effect any more (domain
 * rule 4): its worker said how it ended, or the target was told to ignore it, or its time-out has passed. Null when that is
 * so already.
 */
export const settlesAt = ({ unsettledAt }: Holding, { callTimeoutMs, overtakes }: CallLimits): Date | null =>
  overtakes || unsettledAt === null ? null : new Date(unsettledAt.getTime() + callTimeoutMs);
