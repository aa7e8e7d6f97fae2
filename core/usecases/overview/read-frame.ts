import type { Person } from "#core/domain/directory/person.ts";
import { errorBudget } from "#core/domain/grant/error-budget.ts";
import {
  type ObjectiveState,
  objectiveState,
  overdueAfterMs,
  silentAfterMs,
} from "#core/domain/grant/revocation-objective.ts";
import { isRestored } from "#core/domain/portal.ts";
import { ok } from "#core/domain/result.ts";
import type { LogTrouble } from "#core/ports/log.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type ClockStanding, clockStanding } from "#core/usecases/clocks/clock-standing.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { restoreTrouble } from "#core/usecases/restore/restore-trouble.ts";

/** What stands around every signed-in page. */
export interface Frame {
  /** The database's clock: every countdown on the page runs by it. */
  readonly now: Date;
  readonly demo: boolean;
  /** A demo in which a new passkey confirms at once: said on every page. */
  readonly newPasskeysConfirm: boolean;
  readonly person: Pick<Person, "id" | "name" | "email" | "timezone" | "roles">;
  readonly groups: readonly string[];
  /** What waits for this person's vote, and what they hold or are about to. */
  readonly toDecide: number;
  readonly holding: number;
  /** What they were told and have not read. */
  readonly unread: number;
  /** Access under review that waits for this person's answer. */
  readonly toReview: number;
  /** Alarms that nobody has acknowledged yet; 0 for those without a duty in the portal. */
  readonly alarms: number;
  readonly revocation: {
    readonly state: ObjectiveState;
    readonly p99Ms: number | null;
    readonly overdue: number;
    /** The reconciler has not been heard of lately. */
    readonly silent: boolean;
  };
  /** By how much the clocks of the database's nodes disagree at least; null where nobody has measured lately. */
  readonly clocks: ClockStanding;
  /** This database was found to be a copy, and nobody has acknowledged it: nothing is given. */
  readonly restored: boolean;
  readonly record: {
    /** Why the log signs nothing now. */
    readonly trouble: LogTrouble | null;
    /** A witness on another machine signs the record's checkpoints too. */
    readonly independentlyWitnessed: boolean;
  };
}

/** Short, because it is read with every page; the reports look further back. */
const lagWindowMs = 7 * 24 * 3_600_000;

/** The caller, what waits for them, and whether access ends here when it should. */
export const readFrame: UseCase<Record<string, never>, Frame, never> = async (core, { person }) => {
  const now = await core.clock.now();
  const [portal, basis, toDecide, toReview, open, unread, lags, overdue, heartbeat, standing, alarms] =
    await Promise.all([
      core.portals.current(),
      core.policies.basis(),
      core.requests.countToDecide(person.id),
      core.reviews.countWaitingFor(person.id),
      core.grants.openOf(person.id),
      core.inbox.unread(person.id),
      core.reports.revocationLag(new Date(now.getTime() - lagWindowMs)),
      core.holdings.overdue(overdueAfterMs),
      core.heartbeats.last(reconcilerHeartbeat),
      core.log.standing(),
      person.roles.length > 0 ? core.alarms.open() : [],
    ]);
  const lag = lags.find(({ targetId }) => targetId === null);
  const p99Ms = lag?.p99Ms ?? null;
  const silentMs = heartbeat && now.getTime() - heartbeat.at.getTime();
  const { id, name, email, timezone, roles } = person;
  return ok({
    now,
    demo: portal?.demo ?? false,
    newPasskeysConfirm: core.passkeys.minimumAgeMs === 0,
    person: { id, name, email, timezone, roles },
    groups: basis.groupsOf(id),
    toDecide,
    holding: open.length,
    unread,
    toReview,
    alarms: alarms.filter(({ acknowledgedAt }) => acknowledgedAt === null).length,
    revocation: {
      state: objectiveState({ p99Ms, budget: lag ? errorBudget(lag) : null, overdue: overdue.total, silentMs }),
      p99Ms,
      overdue: overdue.total,
      silent: silentMs === null || silentMs > silentAfterMs,
    },
    clocks: await clockStanding(core, now),
    restored: restoreTrouble(standing) !== null || (portal !== null && isRestored(portal)),
    record: {
      trouble: standing.trouble,
      independentlyWitnessed: core.witnesses.some(({ isIndependent }) => isIndependent),
    },
  });
};
