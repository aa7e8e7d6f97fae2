import type { DirectoryRecord } from "#core/domain/policy/directory-record.ts";
import type { FactsRecord } from "#core/domain/policy/facts-record.ts";

/** What a decision was made from, as it is kept for replay (promise 14): each item's facts, and what the directory answered. */
export interface RecordedFacts {
  readonly items: readonly FactsRecord[];
  readonly directory: DirectoryRecord;
  /** When personal data was last erased from it: it no longer matches what the record committed to. ISO 8601. */
  readonly erasedAt?: string;
}
