import type { Access } from "#core/ports/connector.ts";
import { callsOf, ownCalls, raiseFence, type OwnCall } from "./fence.ts";
import { reading, readRole, roleReading, type ReadingRow, type RoleReading } from "./role-state.ts";
import type { Call } from "./target-calls.ts";

/** What a call that changes a holding begins with, in the same message as its name. */
export function atFence(access: Access): readonly string[] {
  return [ownCalls.execute(callsOf(access)), reading.execute(access.account)];
}

/** Raises the fence, and answers the role as it is since then. For a call that began with `atFence`. */
export async function readAtFence({ main, entered }: Call, access: Access): Promise<RoleReading> {
  const [calls, roles] = entered as readonly [readonly OwnCall[], readonly ReadingRow[]];
  // What they did until they were gone is not in what was read before.
  const hadEarlier = await raiseFence(main, access, calls);
  return hadEarlier ? readRole(main, access.account) : roleReading(roles);
}
