import type { EndReason, Grant } from "#core/domain/grant/grant.ts";
import type { GrantId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { endGrants } from "#core/usecases/end-grants.ts";
import { readGrant } from "#core/usecases/read-grant.ts";
import type { GrantView } from "#core/usecases/view-grant.ts";

export type EndRefusal = "not_found" | "not_allowed" | "already_over" | "busy";

interface Ending {
  readonly grantId: GrantId;
  readonly reason: EndReason;
  /** What the person who ends it gives as the reason; kept in the record. */
  readonly comment: string | null;
}

/** What returning and revoking share: the grant is `ending` at once, and `ended` when the target has confirmed. */
export const endOneGrant = async (
  core: Core,
  caller: Caller,
  ending: Ending,
  mayEnd: (grant: Grant) => boolean,
): Promise<Result<GrantView, EndRefusal>> => {
  const done = await commitDecided(core, caller.actor, (now) => judge(core, ending, mayEnd, now));
  if (!done.ok) return done;
  core.wake.due();
  return readGrant(core, caller, { grantId: ending.grantId });
};

const judge = async (
  core: Core,
  { grantId, reason, comment }: Ending,
  mayEnd: (grant: Grant) => boolean,
  now: Date,
): Promise<Result<Decided<null>, EndRefusal>> => {
  const grant = await core.grants.find(grantId);
  if (!grant) return refuse("not_found");
  if (!mayEnd(grant)) return refuse("not_allowed");
  if (grant.status === "ending" || grant.status === "ended") return refuse("already_over");
  // A grant that never began was cancelled by its holder, not returned.
  const why = grant.status === "scheduled" && reason === "returned" ? "cancelled" : reason;
  const ended = await endGrants(core, [grant], () => why, now);
  const events = ended.events.map((event) => (comment ? { ...event, data: { ...event.data, comment } } : event));
  return ok({ transition: { ...ended, events }, value: null });
};
