import { connectDatabase } from "../client.ts";
import { checkErasingRole } from "./check-erasing-role.ts";
import type { Eraser } from "#core/ports/eraser.ts";

export interface ErasingConnection extends Eraser {
  /** What its role may do and must not, or may not and must; empty when all is well. */
  readonly checkRole: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Connects as the erasing role. Nothing is asked of the server before the first use. */
export const createEraser = (eraseUrl: string): ErasingConnection => {
  const { prisma, pool, close } = connectDatabase(eraseUrl, { connections: 1 });
  return {
    erase: async (places) => {
      if (places.length === 0) return 0;
      const { rowCount } = await pool.query(
        `DELETE FROM "AuditPersonal" p USING unnest($1::bigint[], $2::text[]) AS gone(position, field)
         WHERE p."eventId" = gone.position AND p."field" = gone.field`,
        [places.map(({ position }) => position), places.map(({ field }) => field)],
      );
      return rowCount ?? 0;
    },
    checkRole: () => checkErasingRole(prisma),
    close,
  };
};
