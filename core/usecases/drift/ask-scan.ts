import type { TargetId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { transition } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";

/**
 * Has a target compared with what was granted as soon as somebody gets to it, rather than when it is due. Recorded first: in
 * enforce mode what follows takes access away.
 */
export const askScan: UseCase<{ targetId: TargetId }, null, "not_allowed" | "not_found"> = async (
  core,
  caller,
  { targetId },
) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  const target = await core.catalogue.findTarget(targetId);
  if (!target || target.retiredAt) return refuse("not_found");
  await core.store.commit(caller.actor, [transition({ events: [{ kind: "scanAsked", targetId }] })]);
  await core.standing.askScan(targetId);
  return ok(null);
};
