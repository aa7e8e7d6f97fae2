/** Where a personal value lies: the event's position in the record, and a JSON pointer into it. */
export interface PersonalPlace {
  readonly position: string;
  readonly field: string;
}

/**
 * Deletes personal values and the salts that open their commitments, under a role of the database that can do nothing else.
 * The record itself, its commitments and its proofs stay as they are.
 */
export interface Eraser {
  /** How many values there were at these places; one that is gone already counts for nothing. Atomic. */
  erase(places: readonly PersonalPlace[]): Promise<number>;
}
