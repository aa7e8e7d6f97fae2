import type { Database } from "./client.ts";
import type { Clock } from "#core/ports/clock.ts";

/** Whoever asks while a reading is under way shares the next one: an answer is never older than its question. */
export const createClock = (prisma: Database): Clock => {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<Date> | null = null;
  const read = (): Promise<Date> => {
    next = null;
    const reading = readClock(prisma);
    underWay = reading;
    return reading;
  };
  return { now: () => (next ??= underWay.then(read, read)) };
};

const readClock = async (prisma: Database): Promise<Date> => {
  const [row] = await prisma.$queryRaw<{ at: Date }[]>`SELECT date_trunc('milliseconds', clock_timestamp()) AS at`;
  if (!row) throw new Error("the database did not say what time it is");
  return row.at;
};
