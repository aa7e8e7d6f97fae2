import { type Database, preparedMark } from "#adapters/prisma/client.ts";
import { settingsOf } from "#adapters/prisma/store/tables.ts";
import type { Grant } from "#core/domain/grant/grant.ts";

const text = `${preparedMark} UPDATE "Grant" x SET ${settingsOf("Grant")}
  FROM jsonb_populate_record(NULL::"Grant", $1::jsonb) r WHERE x."id" = $2::text AND x."version" = $3::int`;

/** Writes a grant's row whole by hand, guarded by its version: what `commit` does, without lock, clock, verdict and event. */
export const plainUpdate =
  (prisma: Database) =>
  async (grant: Grant): Promise<void> => {
    const row = JSON.stringify({ ...grant, version: grant.version + 1 });
    const changed = await prisma.$executeRawUnsafe(text, row, grant.id, grant.version);
    if (changed !== 1) throw new Error("a plain update was lost");
  };
