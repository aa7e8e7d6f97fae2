const firstMs = 250;
const capMs = 30_000;

/**
 * How long to wait after the n-th failure in a row: doubling, capped, with up to half of it random so that many holdings
 * of one broken target do not return together. There is no last attempt (promise 3).
 */
export const backOffMs = (attempts: number, random: number): number => {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(attempts, 16));
  return Math.round(full / 2 + (full / 2) * random);
};

const givenUpCapMs = 60 * 60_000;

/** The same at a target that was given up, where nothing but a proof is owed: between half an hour and one. */
export const givenUpMs = (random: number): number => Math.round(givenUpCapMs / 2 + (givenUpCapMs / 2) * random);
