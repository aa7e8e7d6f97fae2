import type { TargetId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { DiscoveredEntitlement } from "#core/ports/connector.ts";
import type { UseCase } from "#core/ports/core.ts";

const most = 500;

/** Asks a target what could be requested there, and thereby whether it can be reached. Changes nothing. */
export const discoverTarget: UseCase<
  { targetId: TargetId },
  readonly DiscoveredEntitlement[],
  "not_allowed" | "not_found" | "target_unreachable"
> = async (core, caller, { targetId }) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  const target = await core.catalogue.findTarget(targetId);
  if (!target) return refuse("not_found");
  const found: DiscoveredEntitlement[] = [];
  try {
    for await (const entitlement of core.targets.open(target).discover()) {
      if (found.push(entitlement) >= most) break;
    }
  } catch (fault) {
    await core.catalogue.noteHealth(target.id, { error: fault instanceof Error ? fault.message : String(fault) });
    return refuse("target_unreachable");
  }
  return ok(found);
};
