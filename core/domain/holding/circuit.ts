/** A target that failed this often in a row is left to one call at a time: more would only queue up behind what does not answer. */
export const circuitOpensAt = 5;

/** How often that one call is made at most; up to half of it is taken off at random, so that targets do not come all at once. */
export const probeEveryMs = 10_000;
