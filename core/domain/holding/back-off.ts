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
