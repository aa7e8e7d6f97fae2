import type pg from "pg";
import type { ClockReading } from "#core/domain/clock/clock-spread.ts";
import type { ClockNodes } from "#core/ports/clock-nodes.ts";

/** Few enough to leave the pool to others. */
const connections = 3;
const rounds = 3;

/**
 * Each connection is held while it is asked, so that three are asked and not one three times. All are given back, also where not
 * as many could be had: the pool has no others.
 */
export const createClockNodes = (pool: pg.Pool): ClockNodes => ({
  read: async () => {
    const opened = await Promise.allSettled(Array.from({ length: connections }, () => pool.connect()));
    const clients = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const [failed] = opened.flatMap((one) => (one.status === "rejected" ? [one] : []));
    const readings = await Promise.allSettled(failed ? [] : clients.map(readTimes));
    for (const client of clients) client.release();
    if (failed) throw failed.reason;
    return readings.flatMap((one) => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    });
  },
});

const readTimes = async (client: pg.PoolClient): Promise<readonly ClockReading[]> => {
  const readings: ClockReading[] = [];
  for (let round = 0; round < rounds; round++) {
    const askedMs = performance.now();
    const { rows } = await client.query<{ at: Date }>("SELECT clock_timestamp() AS at");
    const answeredMs = performance.now();
    const [row] = rows;
    if (!row) throw new Error("the database did not say what time it is");
    // eslint-disable-next-line no-restricted-syntax -- it is measured here, against the clock that decides
    readings.push({ at: row.at, askedMs, answeredMs, ownAt: new Date() });
  }
  return readings;
};
