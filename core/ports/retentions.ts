import type { Retention, RetentionClass, RetentionSweep } from "#core/domain/retention/retention.ts";
import type { PersonalPlace } from "#core/ports/eraser.ts";

/** A piece of the record, looked through for what is older than it may be. */
interface SweptPiece {
  readonly found: readonly PersonalPlace[];
  /** Where the next piece begins. */
  readonly to: string;
  /** The last position before something that is old but not over; `to` where there is none. A later sweep begins there. */
  readonly clearTo: string;
  readonly over: boolean;
}

/** What is kept, and for how long. */
export interface Retentions {
  current(): Promise<Retention | null>;
  sweeps(): Promise<readonly RetentionSweep[]>;
  /**
   * Personal values of this class behind events after this position and before this instant: words, names, addresses; never
   * whose id it is. Nothing of a request that is pending, a grant that is not over, or a change that waits.
   */
  valuesOlderThan(of: RetentionClass, olderThan: Date, after: string): Promise<SweptPiece>;
  /** The same words where they stand in other rows, a bounded number at a time; 0 when nothing is left. */
  forgetRowsOlderThan(of: RetentionClass, olderThan: Date): Promise<number>;
}
