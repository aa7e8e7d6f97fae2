import type { Erasure, Identity } from "#core/domain/erasure/erasure.ts";
import type { PersonId } from "#core/domain/ids.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { PersonalPlace } from "#core/ports/eraser.ts";

/** Whose values are looked for, and by what. */
export interface Sought extends Identity, Pick<Erasure, "personId" | "changeId"> {}

/** A part of something that is searched from the beginning to its end, piece by piece. */
interface Searched<T> {
  readonly found: readonly T[];
  /** Where the next piece begins. */
  readonly to: string;
  readonly over: boolean;
}

/** What is kept of people whose data must go. */
export interface Erasures {
  /** The newest of each. */
  ofPeople(ids: readonly PersonId[]): Promise<readonly Erasure[]>;
  newest(limit: number): Promise<readonly Erasure[]>;
  unfinished(): Promise<readonly Erasure[]>;
  /** How many grants that they hold or asked for, for whomever, are not over: policy may still read what they wrote. */
  grantsBehind(personId: PersonId): Promise<number>;
  /** Every login of theirs at a target that this database names. */
  accountsOf(personId: PersonId): Promise<readonly string[]>;
  /**
   * Personal values of theirs behind events after this position. In events that they caused or that are about them: all but
   * other people's ids. In all others: what names them. Over once everything was seen that was written before their name
   * went, also by transactions that were open then.
   */
  valuesOf(sought: Sought, after: string): Promise<Searched<PersonalPlace>>;
  /** Other people's requests, after this one, whose decision was made from who they were. */
  requestsNaming(sought: Sought, after: string): Promise<Searched<Request>>;
  /**
   * Takes words, names and addresses of theirs out of rows that are over, and what was theirs alone away; how many rows, a
   * bounded number at a time: 0 when nothing is left. Changes no state. Rows with a version get the next one, so that nobody
   * who has read them before can write the words back.
   */
  forgetRows(sought: Sought): Promise<number>;
}
