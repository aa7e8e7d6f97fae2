import type { Holding } from "#core/domain/holding/holding.ts";
import type { Portal } from "#core/domain/portal.ts";

/** Fences of restored databases count from here: all of them stay below 2^31 until 2080. */
const firstMs = Date.UTC(2025, 0, 1);

/**
 * The fence that a target is told. Targets refuse what comes with a lower one than they have seen, and a restored database
 * knows lower ones than the targets do: so from the moment it was found, its fences begin at the seconds that had passed.
 * No holding is claimed once a second all its life, so whatever came before was lower.
 */
export const targetFence = ({ restoredAt }: Pick<Portal, "restoredAt">, { fence }: Pick<Holding, "fence">): number =>
  restoredAt === null ? fence : Math.ceil((restoredAt.getTime() - firstMs) / 1000) + fence;
