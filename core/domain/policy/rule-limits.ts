import { longestTicket } from "#core/domain/policy/compile-policy.ts";
import type { Limits } from "#core/domain/policy/compiled-policy.ts";
import type { Reason } from "#core/domain/policy/decision.ts";
import type { RequestFacts } from "#core/domain/policy/facts.ts";

/** A request as limits see it. `ticketAssumed` asks "and if there were a fitting ticket?". */
export type LimitedRequest = Pick<RequestFacts, "durationSeconds" | "justification" | "ticket"> & {
  readonly ticketAssumed?: boolean;
};

/**
 * Why a rule's limits keep it from matching this request, or undefined. A limit makes a rule not match instead of
 * refusing, so that a later and stricter rule may. The maximum itself is still within.
 */
export function findLimitBroken(limits: Limits, request: LimitedRequest): Reason | undefined {
  const { durationSeconds: askedSeconds, justification, ticket } = request;
  const { maxDurationSeconds, minDurationSeconds = 0, minJustification = 0, ticketPattern } = limits;
  if (!(askedSeconds <= maxDurationSeconds))
    return { code: "too_long", askedSeconds, atMostSeconds: maxDurationSeconds };
  if (askedSeconds < minDurationSeconds) return { code: "too_short", askedSeconds, atLeastSeconds: minDurationSeconds };
  const length = countCharacters(justification);
  if (length < minJustification) return { code: "justification_too_short", length, atLeast: minJustification };
  if (ticketPattern === undefined || request.ticketAssumed === true) return undefined;
  const pattern = ticketPattern.source;
  if (ticket === "") return { code: "ticket_missing", pattern };
  const fits = ticket.length <= longestTicket && ticketPattern.test(ticket);
  return fits ? undefined : { code: "ticket_does_not_match", pattern };
}

/** Code points without the white space around them: padding is no justification. */
export const countCharacters = (text: string): number => Array.from(text.trim()).length;
