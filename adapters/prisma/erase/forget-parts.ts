import type { Database } from "../client.ts";
import { Prisma } from "../generated/client.ts";

const rowsAtOnce = 1_000;

/** Words of a table that go, where they lie, and how one tells that they are gone already. */
export interface Part {
  readonly table: string;
  readonly set: Prisma.Sql;
  /** Of the table under the name `x`. */
  readonly where: Prisma.Sql;
  /** Tables that no guarded write reads have no version. */
  readonly versioned?: false;
}

/**
 * One bounded piece of it: how many rows, 0 when nothing is left. Outside `commit`, because no state changes; with the next
 * version all the same, so that whoever has read a row before cannot write its words back.
 */
export const forgetParts = async (prisma: Database, parts: readonly Part[]): Promise<number> => {
  for (const { table, set, where, versioned } of parts) {
    const name = Prisma.raw(`"${table}"`);
    const next = versioned === false ? Prisma.empty : Prisma.sql`, "version" = "version" + 1`;
    const rows = await prisma.$executeRaw`
      UPDATE ${name} SET ${set}${next}
      WHERE "id" IN (SELECT x."id" FROM ${name} x WHERE ${where} ORDER BY x."id" LIMIT ${rowsAtOnce})`;
    if (rows > 0) return rows;
  }
  return 0;
};

/** The inputs of a decision, and that they were there once. */
export const noFacts = Prisma.sql`jsonb_build_object('items', '[]'::jsonb, 'erasedAt',
  to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'directory', '{"members": {}, "people": {}, "managers": {}, "onCall": {}}'::jsonb)`;

/** Of a request. Lapsed is so from its deadline on, whether or not anybody has noted it. */
export const isDecided = Prisma.sql`(x."status" <> 'pending' OR x."lapsesAt" <= clock_timestamp())`;
