import type { Core } from "#core/ports/core.ts";
import { redecideRequest } from "#core/usecases/redecide-request.ts";

const batch = 200;

/**
 * Routes pending requests anew where time alone has moved who can decide: silence has escalated them, somebody's absence or
 * turn on call began or ended. Those that a new policy has not reached yet too: whoever put it in force may have stopped
 * half-way; and those whose every place is filled already, which wait only until something may be granted again. Whoever may
 * decide may do so before this ran; it brings the queues up to date and records the escalation. Run it as often as you like,
 * anywhere. Answers how many were looked at.
 */
export const followTime = async (core: Core): Promise<number> => {
  const [{ directoryAt, policy }, now] = await Promise.all([core.policies.basis(), core.clock.now()]);
  const due = await core.requests.toRoute(directoryAt(now).since, policy.number, batch);
  // Of those that wait for nobody it is not written each time that they were looked at.
  for (const { id, approverIds } of due) await redecideRequest(core, id, { noted: approverIds.length > 0 });
  return due.length;
};
