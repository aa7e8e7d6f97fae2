/** How many holdings of one target a worker has in hand at once: more would only wait for one another at the target. */
export const perTarget = 32;
/** How many holdings a worker has in hand at once, of all targets together. */
export const capacity = 128;
/** So many must be done before more are claimed, or a moment pass: a claim costs the same for one as for many. */
export const claimTogether = 8;
