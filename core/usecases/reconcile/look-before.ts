import type { AuditEntry } from "#core/domain/audit/event.ts";
import { confirmEnded } from "#core/domain/grant/grant-steps.ts";
import { desiredHolding } from "#core/domain/holding/desired-holding.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import { isInHand } from "#core/domain/holding/join-holding.ts";
import { isAnothers } from "#core/domain/standing/compare-holders.ts";
import { openKeyAt } from "#core/domain/standing/open-key.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { byLogin } from "#core/usecases/access-of.ts";
import { commitOutcome, commitRound } from "#core/usecases/reconcile/commit-round.ts";
import { openRound } from "#core/usecases/reconcile/open-round.ts";
import { releaseHolding } from "#core/usecases/reconcile/release-holding.ts";
import type { Round, Stepped } from "#core/usecases/reconcile/round.ts";

/**
 * Where people have accounts of their own, somebody may have given this access before any grant did. It is looked for before
 * anything is applied, and what was found is committed first, so that a crash can never take ours for theirs (domain rule 14).
 * With it goes whose account that is, by the target's own id: from now on it alone says whose access is made, read and removed.
 */
export const lookBefore = async (core: Core, round: Round): Promise<Stepped> => {
  const { holding, grants } = round;
  if (!desiredHolding(grants).present) return endUntouched(core, round);
  const { connector, access, settlesAt } = openRound(core, round);
  // What an earlier call may still put there would be taken for what was there before.
  if (settlesAt) return releaseHolding(core, round, settlesAt);
  const found = await core.standing.openAt([openKeyAt(holding.targetId, holding)]);
  if (found.some((finding) => isBeingExpelled(finding, round.now)))
    return releaseHolding(core, round, new Date(round.now.getTime() + expelledMs));
  // Nothing of ours is there, so whose login it was the last time says nothing: it is whoever has it now.
  const {
    state,
    until,
    accountId = null,
    listedAs = null,
  } = await connector.observe({
    ...access,
    ...byLogin(holding.account),
  });
  if (accountId !== null && (await isInHandElsewhere(core, holding, accountId)))
    return releaseHolding(core, round, new Date(round.now.getTime() + elsewhereMs));
  // What a review has said must go is not left to stand: it goes with the grant.
  const decided = found.some((finding) => finding.removeAt !== null && !isAnothers(finding, accountId));
  const standing = state === "present" && !decided;
  const { holderId: personId, entitlementId, targetId, account } = holding;
  const about = { personId, entitlementId, targetId, grantId: grants[0]?.id, requestId: grants[0]?.requestId };
  const events: AuditEntry[] = standing ? [{ kind: "standingAccessFound", ...about, data: { account, until } }] : [];
  if (isAnothers(holding, accountId)) events.push({ kind: "loginChangedHands", ...about, data: { account } });
  const writes = [update("Holding", holding, { standing, accountId, listedAs })];
  return commitRound(core, round, transition({ writes, events }));
};

/**
 * Nothing is given before it was looked for, so nothing of these grants is at the target: they are over without asking it. It may
 * not be able to answer at all (a person of whom it has no account), and then nobody would ever be let in again.
 */
const endUntouched = (core: Core, round: Round): Promise<Stepped> => {
  const { holding, grants, now } = round;
  const steps = grants.filter(({ status }) => status === "ending").map((grant) => confirmEnded(grant, now));
  // What was left standing when it was looked for last stands as it did.
  return commitOutcome(core, round, { holding: { standing: holding.state === "present" }, steps, now });
};

/** Somebody without a grant is put out in an instant; after this it is looked again whether that is over. */
const expelledMs = 500;

/**
 * A comparison may be putting out whoever has this access without a grant. Its call would take away what is given now: it is
 * waited for. Whoever begins it says so first and looks for holdings after that, so that one of the two sees the other.
 */
const isBeingExpelled = ({ expelUntil }: StandingAccess, now: Date): boolean => expelUntil !== null && expelUntil > now;

/** Somebody whose login was changed has what was given to the former one for an instant yet; after this it is looked again. */
const elsewhereMs = 500;

/**
 * Whether this very account has the entitlement through another holding, made for a login that it had before: the end of that
 * one is waited for. It would take away what is given now, or what it gave be taken for what was there before.
 */
const isInHandElsewhere = async (core: Core, holding: Holding, accountId: string): Promise<boolean> => {
  const grants = await core.grants.openOf(holding.holderId);
  const others = grants.filter(
    (grant) => grant.entitlementId === holding.entitlementId && grant.holdingId !== holding.id && isInHand(grant),
  );
  if (others.length === 0) return false;
  const holdings = await core.holdings.ofIds(others.map(({ holdingId }) => holdingId));
  return holdings.some((other) => other.accountId === accountId && other.standing !== null);
};
