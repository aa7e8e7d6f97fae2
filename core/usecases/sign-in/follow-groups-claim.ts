import type { Actor } from "#core/domain/audit/event.ts";
import { followGroups } from "#core/domain/directory/follow-groups.ts";
import type { Person } from "#core/domain/directory/person.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { redecideGrants } from "#core/usecases/redecide-grants.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";

/**
 * Brings the groups of a person to what the provider says at this sign-in, before the session opens: nobody works on with groups
 * that they have lost. Requests and grants are then decided anew. Throws where it cannot be written: no session then.
 */
export const followGroupsClaim = async (
  core: Core,
  actor: Actor,
  { id: personId }: Person,
  claimed: readonly string[],
): Promise<void> => {
  const done = await commitDecided<null, "unchanged">(core, actor, async (now) => {
    const [groups, epochs] = await Promise.all([core.people.groups(), core.policies.epochs()]);
    const followed = followGroups({ personId, claimed, groups, newId: () => core.ids.newId("grp"), now });
    if (!followed) return refuse("unchanged");
    return ok({ transition: together(followed, moveEpoch(epochs, "directory")), value: null });
  });
  if (!done.ok && done.error === "busy") throw new Error("the directory changes faster than it can be written");
  if (!done.ok) return;
  await redecidePending(core);
  await redecideGrants(core);
};
