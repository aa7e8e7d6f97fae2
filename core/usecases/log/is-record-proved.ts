import type { Core } from "#core/ports/core.ts";
import type { LogStanding } from "#core/ports/log.ts";

/** A scheduler that extends the log each minute may miss twice. */
const provedForMs = 3 * 60_000;

/**
 * Whether this database is known to be the one that the portal's witnesses know: asked lately, and none knew of more or of
 * another. A portal without a witness has nothing to compare with.
 */
export const isRecordProved = (
  { witnesses }: Pick<Core, "witnesses">,
  { trouble, agreedAt }: Pick<LogStanding, "trouble" | "agreedAt">,
  now: Date,
): boolean => {
  if (trouble !== null) return false;
  return witnesses.length === 0 || (agreedAt !== null && now.getTime() - agreedAt.getTime() <= provedForMs);
};
