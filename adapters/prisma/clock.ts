import type { Database } from "./client.ts";
import type { Clock } from "#core/ports/clock.ts";

/** A reading that takes longer holds up no other: its connection may be one on which nobody answers any more. */
const patienceMs = 1_000;

/** Whoever asks while a reading is under way shares the next one: an answer is never older than its question. */
export const createClock = (prisma: Database): Clock => {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<Date> | null = null;
  const read = (): Promise<Date> => {
    next = null;
    const reading = readClock(prisma);
    underWay = overOrSlow(reading);
    return reading;
  };
  return { now: () => (next ??= underWay.then(read)) };
};

const overOrSlow = (reading: Promise<Date>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, patienceMs);
    const over = (): void => {
      clearTimeout(timer);
      resolve();
    };
    reading.then(over, over);
  });

const readClock = async (prisma: Database): Promise<Date> => {
  const [row] = await prisma.$queryRaw<{ at: Date }[]>`SELECT date_trunc('milliseconds', clock_timestamp()) AS at`;
  if (!row) throw new Error("the database did not say what time it is");
  return row.at;
};
