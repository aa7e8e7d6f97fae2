import type { DecideChangeInput } from "#core/domain/change/change-input.ts";
import type { Change } from "#core/domain/change/change.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { changeDecision } from "#core/domain/step-up/decisions.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { applyChange } from "#core/usecases/changes/apply-change.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";
import { gainsBy } from "#core/usecases/changes/gains-by.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { redecideGrants } from "#core/usecases/redecide-grants.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";
import { confirmStepUp, type StepUpRefusal } from "#core/usecases/step-up/confirm-step-up.ts";

export type DecideRefusal =
  "not_found" | "not_allowed" | "own_change" | "not_proposed" | ApplyRefusal | StepUpRefusal | "busy";

/**
 * A reviewer other than the author, and other than whoever would gain by it, approves or rejects a change (domain rule 11).
 * Approving is confirmed with a passkey; rejecting leaves everything as it was and needs none. Approved, it is in force with the
 * same commit; every pending request and every grant is then decided anew.
 */
export const decideChange: UseCase<DecideChangeInput, null, DecideRefusal> = async (core, caller, input) => {
  const { roles } = caller.person;
  if (!roles.includes("reviewer")) return refuse("not_allowed");
  const done = await commitDecided(core, caller.actor, (now) => decided(core, caller, input, now));
  if (done.ok && input.decision === "approve") {
    core.wake.due();
    await redecidePending(core);
    await redecideGrants(core);
  }
  return done;
};

const decided = async (
  core: Core,
  caller: Caller,
  { changeId, decision, reason, stepUp: proof }: DecideChangeInput,
  now: Date,
): Promise<Result<Decided<null>, DecideRefusal>> => {
  const change = await core.changes.find(changeId);
  if (!change) return refuse("not_found");
  if (change.authorId === caller.person.id) return refuse("own_change");
  if (change.status !== "proposed") return refuse("not_proposed");
  if (decision === "reject") return ok({ transition: settled(change, caller, "rejected", reason, now), value: null });
  // That nothing is known is for those to accept who answer for targets, both of them.
  if (change.kind === "unverified" && !caller.person.roles.includes("administrator")) return refuse("not_allowed");
  if (await gainsBy(core, change, caller.person.id)) return refuse("own_change");
  const applied = await applyChange(core, change, caller.person.id, now);
  if (!applied.ok) return applied;
  const asked = { purpose: "change", decision: changeDecision(change, decision), proof } as const;
  const confirmed = await confirmStepUp(core, caller, asked, now);
  if (!confirmed.ok) return confirmed;
  const step = together(confirmed.value, settled(change, caller, "applied", reason, now), applied.value);
  return ok({ transition: step, value: null });
};

const settled = (
  change: Change,
  caller: Caller,
  status: "applied" | "rejected",
  reason: string | undefined,
  now: Date,
): Transition =>
  transition({
    writes: [
      update("Change", change, { status, decidedById: caller.person.id, decidedAt: now, reason: reason ?? null }),
    ],
    events: [
      {
        kind: status === "applied" ? "changeApproved" : "changeRejected",
        personId: change.authorId,
        data: { changeId: change.id, kind: change.kind, summary: change.summary, reason },
      },
    ],
  });
