import type { CompiledRule } from "#core/domain/policy/compiled-policy.ts";
import type { DecisionCase } from "#core/domain/policy/decision-case.ts";
import type { Decision, Improvement, Outcome, Reason } from "#core/domain/policy/decision.ts";
import type { Verdict } from "#core/domain/policy/evaluate-rules.ts";
import { countCharacters } from "#core/domain/policy/rule-limits.ts";

/** Enough for what people ask; a bound, because the policy must not decide how long a decision takes. */
const mostTrials = 12;
const exampleTicket = "TICKET-1";
const rank: Record<Outcome, number> = { deny: 0, "needs-approval": 1, "auto-approve": 2 };

interface Change {
  readonly durationSeconds?: number;
  readonly addTicket?: true;
  readonly justificationLength?: number;
}

/**
 * The smallest change to the request that gives a better answer: fewest properties first, then the duration nearest to
 * what was asked. Each suggestion is proved by deciding it, so one that is made is true; one may be missed when more than
 * a few changes are possible.
 */
export function findImprovement(
  verdict: Verdict,
  asked: DecisionCase,
  outcome: Outcome,
  decideAgain: (changed: DecisionCase) => Decision,
): Improvement | undefined {
  for (const change of listChanges(verdict, asked, outcome).slice(0, mostTrials)) {
    const decision = decideAgain(apply(change, asked));
    if (decision.ruleId === undefined || rank[decision.outcome] <= rank[outcome]) continue;
    if (decision.outcome === "deny") continue;
    const pattern = change.addTicket && ticketPatternOf(verdict, decision.ruleId);
    return {
      outcome: decision.outcome,
      ruleId: decision.ruleId,
      ...change,
      ...(pattern !== undefined && { ticketPattern: pattern }),
    };
  }
  return undefined;
}

function listChanges({ missed, denies }: Verdict, { facts }: DecisionCase, outcome: Outcome): Change[] {
  if (denies.some(({ rule }) => rule.condition === undefined)) return [];
  const better = missed.filter(({ rule }) => rank[rule.answer.outcome] > rank[outcome]);
  const asked = facts.request.durationSeconds;
  const durations = new Set<number | undefined>([undefined]);
  const justifications = new Set<number | undefined>([undefined]);
  let ticket = false;
  for (const { rule, why } of [...better, ...denies.map(({ rule, reason }) => ({ rule, why: reason }))]) {
    for (const seconds of durationsOf(rule, why)) if (seconds !== asked) durations.add(seconds);
    if (isLimit(why)) justifications.add(lengthLacking(rule, facts.request.justification));
    if (facts.request.ticket === "" && couldUseTicket(rule, why)) ticket = true;
  }
  const changes: Change[] = [];
  for (const durationSeconds of durations) {
    for (const justificationLength of justifications) {
      for (const addTicket of ticket ? ([undefined, true] as const) : [undefined]) {
        changes.push({
          ...(durationSeconds !== undefined && { durationSeconds }),
          ...(addTicket && { addTicket }),
          ...(justificationLength !== undefined && { justificationLength }),
        });
      }
    }
  }
  const distance = ({ durationSeconds = asked }: Change): number => Math.abs(durationSeconds - asked);
  const size = (change: Change): number => Object.keys(change).length;
  return changes.filter((change) => size(change) > 0).sort((a, b) => size(a) - size(b) || distance(a) - distance(b));
}

/** Around a duration in a condition both sides of it: `<` and `<=` differ by a second. */
function durationsOf({ answer, condition }: CompiledRule, why: Reason): number[] {
  if (why.code === "too_short") return [why.atLeastSeconds];
  if (why.code !== "too_long" && !isAboutCondition(why)) return [];
  const found = (condition?.durationsSeconds ?? []).flatMap((seconds) => [seconds, seconds - 1, seconds + 1]);
  if (answer.outcome === "deny") return found;
  const { maxDurationSeconds, minDurationSeconds = 1 } = answer.limits;
  const within = found.filter((seconds) => seconds >= minDurationSeconds && seconds <= maxDurationSeconds);
  return why.code === "too_long" ? [maxDurationSeconds, ...within] : within;
}

/** Of the limits that a request breaks only the first is told: whoever is told of the duration may have to write more too. */
function lengthLacking({ answer }: CompiledRule, justification: string): number | undefined {
  const wanted = answer.outcome === "deny" ? 0 : (answer.limits.minJustification ?? 0);
  return wanted > countCharacters(justification) ? wanted : undefined;
}

const couldUseTicket = ({ answer, condition }: CompiledRule, why: Reason): boolean =>
  (isLimit(why) || isAboutCondition(why)) &&
  (condition?.readsTicket === true || (answer.outcome !== "deny" && answer.limits.ticketPattern !== undefined));

const isLimit = ({ code }: Reason): boolean =>
  code === "too_long" || code === "too_short" || code === "justification_too_short" || code === "ticket_missing";

const isAboutCondition = ({ code }: Reason): boolean => code === "condition_false" || code === "denied_by_rule";

function apply({ durationSeconds, addTicket, justificationLength }: Change, asked: DecisionCase): DecisionCase {
  const changes = {
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(addTicket && { ticket: exampleTicket }),
    ...(justificationLength !== undefined && {
      justification: lengthen(asked.facts.request.justification, justificationLength),
    }),
  };
  return asked.with(changes, addTicket === true);
}

const lengthen = (text: string, length: number): string =>
  text.trim() + ".".repeat(Math.max(0, length - countCharacters(text)));

function ticketPatternOf({ missed }: Verdict, ruleId: string): string | undefined {
  const answer = missed.find(({ rule }) => rule.id === ruleId)?.rule.answer;
  return answer === undefined || answer.outcome === "deny" ? undefined : answer.limits.ticketPattern?.source;
}
