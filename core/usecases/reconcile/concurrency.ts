/**
 * How many holdings of one target a worker has in hand at once. About half of them wait for the database at any moment, where they
 * share statements, so that the target itself is kept busy without being flooded.
 */
export const perTarget = 64;
/** How many holdings a worker has in hand at once, of all targets together. */
export const capacity = 256;
/** So many must be done before more are claimed, or a moment pass: a claim costs the same for one as for many. */
export const claimTogether = 16;
