import { ok, refuse } from "#core/domain/result.ts";
import type { DayCount, LagSummary } from "#core/ports/reports.ts";
import type { UseCase } from "#core/ports/core.ts";

export interface Report {
  readonly since: Date;
  readonly madeAt: Date;
  readonly requestsByDay: readonly DayCount[];
  readonly automaticShare: number | null;
  readonly timeToAccess: { readonly automaticP50Ms: number | null; readonly approvedP50Ms: number | null };
  readonly revocation: readonly (LagSummary & { readonly target: string | null })[];
  readonly liveGrants: number;
}

const dayMs = 24 * 3_600_000;

/** The figures of the last days, for whoever has a duty in the portal. */
export const readReport: UseCase<{ days: number }, Report, "not_allowed"> = async (core, caller, { days }) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const madeAt = await core.clock.now();
  const since = new Date(madeAt.getTime() - days * dayMs);
  const [requestsByDay, timeToAccess, lags, targets, liveGrants] = await Promise.all([
    core.reports.requestsByDay(since),
    core.reports.timeToAccess(since),
    core.reports.revocationLag(since),
    core.catalogue.targets(),
    core.reports.liveGrants(),
  ]);
  const sum = (pick: (day: DayCount) => number): number => requestsByDay.reduce((total, day) => total + pick(day), 0);
  const granted = sum(({ automatic, approved }) => automatic + approved);
  return ok({
    ...{ since, madeAt, requestsByDay, timeToAccess, liveGrants },
    automaticShare: granted === 0 ? null : sum(({ automatic }) => automatic) / granted,
    revocation: lags.map((lag) => ({ ...lag, target: targets.find(({ id }) => id === lag.targetId)?.name ?? null })),
  });
};
