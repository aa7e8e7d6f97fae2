import { TargetStateError } from "./target-error.ts";

/** The name of connections that are nobody's call. What only reads bears it too: no later call need keep it from anything. */
export const idleName = "lapse:idle";

/** The name under which a call on a holding connects: others read the fence from it. */
export function applicationName(holdingId: string, fence: number): string {
  const name = `lapse:${holdingId}:${fence}`;
  // The server would cut it, and a cut fence is another fence.
  if (name.length > 63 || !/^[\w:.-]+$/.test(name))
    throw new TargetStateError("The holding's id is not one that a fence can carry");
  return name;
}
