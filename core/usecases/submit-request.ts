import { decisionDigest } from "#core/domain/request/decision-digest.ts";
import { openRequest } from "#core/domain/request/open-request.ts";
import type { SubmitRequestInput } from "#core/domain/request/request-input.ts";
import type { Request } from "#core/domain/request/request.ts";
import { ok, type Result } from "#core/domain/result.ts";
import { wishDecision } from "#core/domain/step-up/decisions.ts";
import { insert, together, type Transition, transition } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { type Answer, type Ask, decideRequest } from "#core/usecases/decide-request.ts";
import { grantApproved, type GrantRefusal } from "#core/usecases/grant-approved.ts";
import { type AskRefusal, loadAsk } from "#core/usecases/load-ask.ts";
import { namedByRule } from "#core/usecases/break-glass/named-by-rule.ts";
import { confirmStepUp, type StepUpRefusal } from "#core/usecases/step-up/confirm-step-up.ts";
import { type RequestView, viewRequest } from "#core/usecases/view-request.ts";

/**
 * Records a wish and what policy answered. Where the answer is yes, the grants and the obligation to end them are committed
 * in the same step. A denial is recorded too and is no refusal of the call.
 */
export const submitRequest: UseCase<
  SubmitRequestInput,
  RequestView,
  AskRefusal | GrantRefusal | StepUpRefusal | "busy"
> = async (core, caller, input) => {
  const id = core.ids.newId("req");
  const submitted = await commitDecided(core, caller.actor, async (now) => {
    const ask = await loadAsk(core, caller, input, now);
    if (!ask.ok) return ask;
    const made = await submission(core, id, ask.value, now);
    return made.ok ? confirmed(core, caller, input, made.value, now) : made;
  });
  if (!submitted.ok) return submitted;
  core.wake.due();
  return ok(await viewRequest(core, caller, submitted.value));
};

/** Where policy gives it at once and wants it confirmed, whoever asks confirms it: nobody else will. */
const confirmed = async (
  core: Core,
  caller: Caller,
  { stepUp: proof, ...wish }: SubmitRequestInput,
  made: Decided<Request>,
  now: Date,
): Promise<Result<Decided<Request>, StepUpRefusal>> => {
  const { decision, status } = made.value;
  const isEmergency = decision.breakGlass && status !== "denied";
  if (!isEmergency && !(decision.stepUp && status === "approved")) return ok(made);
  const asked = { purpose: "request", decision: wishDecision(wish, caller.person.id), proof } as const;
  const step = await confirmStepUp(core, caller, asked, now);
  return step.ok ? ok({ ...made, transition: together(step.value, made.transition) }) : step;
};

/** A new request with everything that follows from its decision, as one step. Used by submissions and extensions. */
export const submission = async (
  core: Core,
  id: Request["id"],
  ask: Ask,
  now: Date,
): Promise<Result<Decided<Request>, GrantRefusal>> => {
  const answer = await decideRequest(core, ask, now);
  const request = await openAsked(core, id, ask, answer, now);
  if (request.status !== "approved") return ok({ transition: recorded(request, answer), value: request });
  const { holder, items } = ask;
  const granted = await grantApproved(
    core,
    { request, holder, items, durationSeconds: request.durationSeconds, answer },
    now,
  );
  return granted.ok ? ok({ transition: together(recorded(request, answer), granted.value), value: request }) : granted;
};

const openAsked = async (core: Core, id: Request["id"], ask: Ask, answer: Answer, now: Date): Promise<Request> => {
  const extended = ask.extendsGrantId ? await core.grants.find(ask.extendsGrantId) : null;
  const isEmergency = answer.decision.breakGlass && answer.decision.outcome === "auto-approve";
  const end = ask.startsAt && new Date(ask.startsAt.getTime() + ask.durationSeconds * 1000);
  const opened = openRequest(
    {
      id,
      requesterId: ask.requester.id,
      holderId: ask.holder.id,
      // An extension is judged by the whole time, and recorded as the time it adds.
      durationSeconds: ask.durationSeconds - (extended?.durationSeconds ?? 0),
      justification: ask.justification,
      ticket: ask.ticket,
      startsAt: ask.startsAt,
      extendsGrantId: ask.extendsGrantId,
    },
    {
      entitlements: ask.items.map(({ entitlement }) => entitlement),
      decision: answer.decision,
      facts: answer.facts,
      policyNumber: answer.basis.policy.number,
      wholeSeconds: ask.durationSeconds,
      uselessAfter: extended?.expiresAt ?? end,
      now,
    },
  );
  // Nobody decides on it, and those whom the rule names review it: they may read it from the start.
  return isEmergency ? { ...opened, approverIds: namedByRule(opened, ask, answer, now) } : opened;
};

const outcomeEvent = {
  approved: "requestApproved",
  denied: "requestDenied",
  pending: null,
  cancelled: null,
  lapsed: null,
} as const;

const recorded = (request: Request, answer: Answer): Transition => {
  const subject = { requestId: request.id, personId: request.holderId };
  const { decision, policyNumber, digest } = request;
  const outcome = outcomeEvent[request.status];
  return transition({
    writes: [insert("Request", request)],
    guards: answer.guards,
    window: answer.window,
    events: [
      {
        kind: "requestSubmitted",
        ...subject,
        ...(request.entitlementIds.length === 1 ? { entitlementId: request.entitlementIds[0] } : {}),
        data: {
          entitlementIds: request.entitlementIds,
          durationSeconds: request.durationSeconds,
          justification: request.justification,
          ticket: request.ticket,
          startsAt: request.startsAt,
          extendsGrantId: request.extendsGrantId,
          outcome: decision.outcome,
          policyNumber,
          digest,
          decisionDigest: decisionDigest(request),
        },
      },
      ...(outcome
        ? [{ kind: outcome, ...subject, data: { by: "policy", policyNumber, reasons: reasonsOf(decision) } }]
        : []),
    ],
  });
};

const reasonsOf = (decision: Request["decision"]) => [
  ...decision.reasons,
  ...decision.items.flatMap((item) => item.decision.reasons),
];
