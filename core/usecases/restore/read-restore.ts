import { isRestored } from "#core/domain/portal.ts";
import type { RestoreTrouble } from "#core/domain/restore/restore-steps.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { restoreTrouble } from "#core/usecases/restore/restore-trouble.ts";

export interface RestoreView {
  /** It was found, and nobody has acknowledged it. */
  readonly restored: boolean;
  readonly foundAt: Date | null;
  readonly acknowledgedAt: Date | null;
  /** What a witness still says against this database; while it does, nothing can be acknowledged. */
  readonly trouble: RestoreTrouble | null;
  /** Grants whose access the targets have not confirmed to be gone. */
  readonly ending: number;
}

/** Whether this database is a restored or copied one, and what is left to be done about it. For those with a duty here. */
export const readRestore: UseCase<Record<string, never>, RestoreView, "not_allowed"> = async (core, caller) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const [portal, standing] = await Promise.all([core.portals.current(), core.log.standing()]);
  if (!portal) throw new Error("this portal is not set up");
  const ending = isRestored(portal) ? (await core.holdings.overdue(0)).total : 0;
  return ok({
    restored: isRestored(portal),
    foundAt: portal.restoredAt,
    acknowledgedAt: portal.restoreAcknowledgedAt,
    trouble: restoreTrouble(standing),
    ending,
  });
};
