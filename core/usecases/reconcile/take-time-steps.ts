import type { Person } from "#core/domain/directory/person.ts";
import { endGrant, startGrant } from "#core/domain/grant/grant-steps.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { timeStep } from "#core/domain/grant/time-step.ts";
import { isInHand, isOwedRemoval, lookAgain } from "#core/domain/holding/join-holding.ts";
import { owedStep } from "#core/domain/holding/owed-step.ts";
import { stillApproved } from "#core/domain/request/redecide.ts";
import { together, type Transition, transition, update, type Write } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { stillOwn } from "#core/usecases/account-for.ts";
import { checkTargetsOpen } from "#core/usecases/check-targets-open.ts";
import { decideRequest } from "#core/usecases/decide-request.ts";
import { reloadAsk } from "#core/usecases/load-ask.ts";
import { commitRound } from "#core/usecases/reconcile/commit-round.ts";
import type { Round } from "#core/usecases/reconcile/round.ts";
import { StartWaits } from "#core/usecases/reconcile/start-waits.ts";

/**
 * Lets time do what it does to the grants of a holding: begin, expire, or give up. Null when it does nothing. A start that
 * cannot be judged now waits; what else the holding owes does not wait for it, least of all the end of another grant.
 */
export const takeTimeSteps = async (core: Core, round: Round): Promise<Round | "changed" | null> => {
  const { grants, holding, now } = round;
  const ends = grants.flatMap((grant) => endOf(grant, now));
  const starts = await Promise.allSettled(grants.map((grant) => startOf(core, round, grant)));
  const begun = starts.flatMap((start) => (start.status === "fulfilled" && start.value ? [start.value] : []));
  const taken = [...ends, ...begun];
  if (taken.length === 0) {
    const failed = starts.find((start) => start.status === "rejected");
    if (failed && owedStep(holding, grants) === null) throw new StartWaits(reasonOf(failed), { cause: failed.reason });
    return null;
  }
  // A login of one's own may have got the access from somebody else since it was last looked at.
  const begins = begun.some(({ writes }) => writes.some(isStart)) && !grants.some(isInHand) && isShared(core, round);
  const looked =
    begins && !isOwedRemoval(holding) ? [transition({ writes: [update("Holding", holding, lookAgain)] })] : [];
  return commitRound(core, round, together(...taken, ...looked));
};

const isStart = (write: Write): boolean => write.table === "Grant" && write.row.status === "activating";

const isShared = (core: Core, { place }: Round): boolean =>
  core.targets.kind(place.item.target.kind)?.accounts === "membership";

const reasonOf = ({ reason }: PromiseRejectedResult): string =>
  reason instanceof Error ? reason.message : String(reason);

const endOf = (grant: Grant, now: Date): readonly Transition[] => {
  const due = timeStep(grant, now);
  return due?.step === "end" ? [endGrant(grant, due.reason, now)] : [];
};

const startOf = async (core: Core, round: Round, grant: Grant): Promise<Transition | null> =>
  timeStep(grant, round.now)?.step === "start" ? startIfEligible(core, round, grant) : null;

/**
 * Eligibility is checked again when a scheduled grant starts (promise 11). Lost: it ends as ineligible. An error is thrown,
 * which leaves it scheduled and tried again until its window closes (domain rule 13).
 */
const startIfEligible = async (core: Core, round: Round, grant: Grant): Promise<Transition> => {
  const { now } = round;
  const request = await core.requests.find(grant.requestId);
  const ask = request && (await reloadAsk(core, request));
  if (!ask) return endGrant(grant, "ineligible", now);
  const [votes, { decision, guards, window }] = await Promise.all([
    core.requests.votesOf([grant.requestId]),
    decideRequest(core, ask, now),
  ]);
  const open = await checkTargetsOpen(core, [grant.targetId], now, decision.breakGlass);
  if (!open.ok) throw new Error(open.error);
  const entitlements = ask.items.map(({ entitlement }) => entitlement);
  const stands = stillApproved(request, { decision, entitlements, wholeSeconds: ask.durationSeconds }, votes, now);
  const own = stands ? await ownLogin(core, round, ask.holder) : null;
  const step = own ? together(own, startGrant(grant, now)) : endGrant(grant, "ineligible", now);
  return together(step, transition({ guards, window }));
};

/** What guards that the holding's login is still its holder's; null where it is theirs no longer. */
const ownLogin = async (core: Core, { holding, place }: Round, holder: Person): Promise<Transition | null> => {
  const { target } = place.item;
  const kind = core.targets.kind(target.kind);
  if (!kind) throw new Error(`${target.name}: no connector for kind ${target.kind}`);
  return kind.accounts === "credential" ? transition({}) : stillOwn(core, target, kind, holder, holding.account);
};
