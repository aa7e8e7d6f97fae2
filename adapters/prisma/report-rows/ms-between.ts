import { Prisma } from "../generated/client.ts";

/** Whole milliseconds as a double: `extract` counts in numerics, which over a quarter of a year of grants is half of the time. */
export const msBetween = (from: Prisma.Sql, to: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`round(date_part('epoch', ${to} - ${from}) * 1000)`;
