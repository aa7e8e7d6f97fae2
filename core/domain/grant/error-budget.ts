/** Of so many ends, how many did not keep the objective. */
export interface Ended {
  /** All that ended, proved or not. */
  readonly count: number;
  /** Confirmed by their target, and later than the objective allows. */
  readonly late: number;
  /** Never confirmed, and never will be: a miss, however much time goes by. */
  readonly unverified: number;
}

export interface ErrorBudget {
  readonly missed: number;
  /** How much of what may be missed was missed; above 1 the objective is broken. */
  readonly spent: number;
}

/** One of so many ends may miss the objective: that is the error budget. */
const oneMayMissOf = 100;

/** Null where nothing has ended: then nothing is proved, and nothing missed. */
export const errorBudget = ({ count, late, unverified }: Ended): ErrorBudget | null => {
  if (count === 0) return null;
  const missed = late + unverified;
  return { missed, spent: (missed * oneMayMissOf) / count };
};
