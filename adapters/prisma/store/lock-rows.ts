import { Prisma } from "../generated/client.ts";

/** Locks rows `x` in their order, before they are read: read committed sees in later statements whatever was committed until then. */
export const lockRows = (tx: Prisma.TransactionClient, rows: Prisma.Sql): Promise<unknown> => tx.$queryRaw`
  WITH locked AS MATERIALIZED (${rows} FOR UPDATE OF x) SELECT count(*)::int FROM locked`;

/** What every decision guards, and the first that every statement locks: whoever has it waits for decisions and holds up later ones. */
export const everyEpoch = Prisma.sql`SELECT x."id" FROM "FactEpoch" x ORDER BY x."id"`;
