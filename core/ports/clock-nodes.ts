import type { ClockReading } from "#core/domain/clock/clock-spread.ts";

/** The clocks of the database, which are several where it runs on several nodes. */
export interface ClockNodes {
  /** Asks over several connections at once, more than once each: of nodes that answer behind one address, more than one is met. */
  read(): Promise<readonly ClockReading[]>;
}
