import type { Database } from "./client.ts";
import type { Clock } from "#core/ports/clock.ts";

export const createClock = (prisma: Database): Clock => ({
  now: async () => {
    const [row] = await prisma.$queryRaw<{ at: Date }[]>`SELECT date_trunc('milliseconds', clock_timestamp()) AS at`;
    if (!row) throw new Error("the database did not say what time it is");
    return row.at;
  },
});
