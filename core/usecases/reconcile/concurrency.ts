/** How many holdings of one target a worker has in hand at once: more would only wait for one another at the target. */
export const perTarget = 32;
/** How many holdings a worker has in hand at once, of all targets together. */
export const capacity = 128;
