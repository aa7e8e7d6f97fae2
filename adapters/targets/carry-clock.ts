import type { Clock } from "#core/ports/clock.ts";
import type { TargetConnection } from "#core/ports/connector.ts";

export interface CarriedClock {
  /** The database's clock, as it is. */
  readonly clock: Clock;
  /** For connectors, which measure their targets' clocks against the portal's and sign calls with it. */
  readonly portalNow: TargetConnection["portalNow"];
}

/** A database that is there says at once what time it is. */
const patienceMs = 500;

/**
 * The database's clock, carried on by this process' monotonic clock while the database cannot be asked, so that access can still
 * be taken away at targets (domain rule 5). What is due, and what is granted, is decided by the database's alone. Throws where
 * it has never been asked.
 */
export const carryClock = (database: Clock): CarriedClock => {
  let last: { readonly at: Date; readonly askedMs: number } | null = null;
  const now = async (): Promise<Date> => {
    const askedMs = performance.now();
    const at = await database.now();
    last = { at, askedMs };
    return at;
  };
  const portalNow = async (): Promise<Date> => {
    const patience = Promise.withResolvers<null>();
    const timer = setTimeout(() => patience.resolve(null), patienceMs);
    const asked = now();
    try {
      const at = await Promise.race([asked, patience.promise]).catch(() => null);
      if (at) return at;
      return last ? new Date(last.at.getTime() + performance.now() - last.askedMs) : await asked;
    } finally {
      clearTimeout(timer);
      asked.catch(() => undefined);
    }
  };
  return { clock: { now }, portalNow };
};
