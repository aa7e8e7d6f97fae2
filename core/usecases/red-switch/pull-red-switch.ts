import { raiseAlarm } from "#core/domain/alarm/alarm-steps.ts";
import type { AlarmNews } from "#core/domain/alarm/alarm.ts";
import { type EndScope, endScopeOf, type PullRedSwitchInput } from "#core/domain/grant/end-scope.ts";
import { endGrant } from "#core/domain/grant/grant-steps.ts";
import { dueNow } from "#core/domain/holding/due-now.ts";
import type { AlarmId } from "#core/domain/ids.ts";
import { cancelRequest } from "#core/domain/request/request-steps.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together, transition } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { Reach, SweepPlan } from "#core/ports/sweeps.ts";
import { scopeName } from "#core/usecases/red-switch/scope-name.ts";

type PullRefusal = "not_allowed" | "not_found" | "not_confirmed";

/**
 * Ends everything of one person, one target, or all, in one transaction: what was scheduled has ended, what was live is
 * ending, a person's pending requests are cancelled, and the reconciler goes at all of it at once. What is approved at
 * the same moment is either written before, and ends with the rest, or decided after it. It closes nothing for later: a
 * person is kept out by disabling them, a target by retiring it.
 */
export const pullRedSwitch: UseCase<PullRedSwitchInput, Reach, PullRefusal> = async (core, caller, input) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  const scope = endScopeOf(input);
  const name = await scopeName(core, scope);
  if (!name) return refuse("not_found");
  if (input.confirm.trim() !== name.confirm) return refuse("not_confirmed");
  const ended = await core.sweeps.sweep(caller.actor, scope, planOf(scope, input, core.ids.newId("alm")));
  core.wake.due();
  return ok(ended);
};

const because = { because: "red-switch" } as const;

const pulledNews = (scope: EndScope, { grants }: Reach, subject: string): AlarmNews => ({
  kind: "red-switch",
  subject,
  targetId: scope.of === "target" ? scope.targetId : null,
  personId: scope.of === "person" ? scope.personId : null,
  count: grants,
  detail: `${grants} grants ended, of ${scope.of === "everything" ? "everybody" : `one ${scope.of}`}`,
});

const planOf = (scope: EndScope, { reason, shown }: PullRedSwitchInput, alarmId: AlarmId): SweepPlan => ({
  begin: (reach, now) =>
    together(
      raiseAlarm(alarmId, pulledNews(scope, reach, alarmId), now),
      transition({
        events: [
          {
            kind: "redSwitchPulled",
            ...(scope.of === "person" ? { personId: scope.personId } : {}),
            ...(scope.of === "target" ? { targetId: scope.targetId } : {}),
            data: { of: scope.of, reason, shown, ...reach },
          },
        ],
      }),
    ),
  grants: (grants, holdings, now) => {
    const ended = together(
      ...grants.map((grant) => endGrant(grant, "revoked", now)),
      ...holdings.map((holding) => dueNow(holding, now)),
    );
    return { ...ended, events: ended.events.map((event) => ({ ...event, data: { ...event.data, ...because } })) };
  },
  request: (request, now) => cancelRequest(request, now, because),
});
