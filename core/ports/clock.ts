/** The database's clock: the only one that decides what is due (promise 2). */
export interface Clock {
  /** The instant on the database's clock, to the millisecond. Throws when the database cannot be reached: then nothing is due and nothing is granted. */
  now(): Promise<Date>;
}
