/** Keyset paging: the cursor is opaque, and page 10,000 costs what page 1 does. */
export interface Page {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A cursor that this portal did not make for this list: the caller's mistake, never the start of the list. */
export class BadCursor extends Error {
  constructor() {
    super("the cursor is not one of this list");
  }
}
