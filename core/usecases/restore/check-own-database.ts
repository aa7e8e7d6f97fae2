import { isRestored } from "#core/domain/portal.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Core } from "#core/ports/core.ts";
import { isRecordProved } from "#core/usecases/log/is-record-proved.ts";
import { restoreTrouble } from "#core/usecases/restore/restore-trouble.ts";

export type ForeignDatabase = "database_restored" | "record_unproved";

/**
 * Whether this database may give access at all (domain rule 6): not where a witness knows of a newer or another one, not before
 * somebody has acknowledged that, and not while no witness could be asked. Emergencies are no exception: a copy must never
 * give what the portal itself may have taken away.
 */
export const checkOwnDatabase = async (core: Core, now: Date): Promise<Result<null, ForeignDatabase>> => {
  const [portal, standing] = await Promise.all([core.portals.current(), core.log.standing()]);
  if (restoreTrouble(standing) !== null || (portal && isRestored(portal))) return refuse("database_restored");
  return isRecordProved(core, standing, now) ? ok(null) : refuse("record_unproved");
};
