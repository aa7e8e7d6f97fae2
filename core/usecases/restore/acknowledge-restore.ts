import { clearAlarm } from "#core/domain/alarm/alarm-steps.ts";
import { isRestored } from "#core/domain/portal.ts";
import type { AcknowledgeRestoreInput } from "#core/domain/restore/restore-input.ts";
import { acknowledgeRestore as acknowledged } from "#core/domain/restore/restore-steps.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { restoreTrouble } from "#core/usecases/restore/restore-trouble.ts";

type AcknowledgeRefusal = "not_allowed" | "not_restored" | "record_contested" | "busy";

/**
 * An administrator has seen that this database is a copy, and says that the portal goes on from it: from here on it gives access
 * again. Not before a new log was begun for it, which no witness contradicts.
 */
export const acknowledgeRestore: UseCase<AcknowledgeRestoreInput, null, AcknowledgeRefusal> = async (
  core,
  caller,
  { reason },
) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  return commitDecided(core, caller.actor, async (now) => {
    const [portal, standing, alarms] = await Promise.all([
      core.portals.current(),
      core.log.standing(),
      core.alarms.open(),
    ]);
    if (!portal || !isRestored(portal)) return refuse("not_restored");
    if (restoreTrouble(standing)) return refuse("record_contested");
    const calling = alarms.filter(({ kind }) => kind === "database-restored");
    const over = calling.map((alarm) => clearAlarm(alarm, now));
    return ok({ transition: together(acknowledged(portal, caller.person.id, reason, now), ...over), value: null });
  });
};
