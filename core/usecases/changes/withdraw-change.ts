import type { ChangeId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

type WithdrawRefusal = "not_found" | "not_allowed" | "not_proposed" | "busy";

/** The author takes a proposal back before anybody decided on it. */
export const withdrawChange: UseCase<{ changeId: ChangeId }, null, WithdrawRefusal> = async (
  core,
  caller,
  { changeId },
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  return commitDecided(core, caller.actor, async (now) => {
    const change = await core.changes.find(changeId);
    if (!change) return refuse("not_found");
    if (change.authorId !== caller.person.id) return refuse("not_allowed");
    if (change.status !== "proposed") return refuse("not_proposed");
    const { kind, summary } = change;
    const withdrawn = transition({
      writes: [update("Change", change, { status: "withdrawn", decidedById: caller.person.id, decidedAt: now })],
      events: [{ kind: "changeWithdrawn", data: { changeId, kind, summary } }],
    });
    return ok({ transition: withdrawn, value: null });
  });
};
