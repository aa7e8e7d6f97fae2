import { errorBudget } from "#core/domain/grant/error-budget.ts";
import { revocationObjectiveMs } from "#core/domain/grant/revocation-objective.ts";
import type { Picture, Table } from "#core/domain/report/report.ts";
import type { Core } from "#core/ports/core.ts";
import type { EndedAccess } from "#core/ports/report-rows.ts";
import type { LagSummary } from "#core/ports/reports.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

const slowest = 20;

export const revocationLag: ReportBuilder = async (core, window, before) => {
  const [lags, earlier, worst, targets] = await Promise.all([
    core.reportRows.lags(window),
    core.reportRows.lags(before),
    core.reportRows.slowestEnds(window, slowest),
    core.catalogue.targets(),
  ]);
  const all = (rows: readonly LagSummary[]) => rows.find(({ targetId }) => targetId === null);
  const figure = (label: string, key: "p50Ms" | "p99Ms" | "maxMs") => ({
    ...{ label, unit: "ms" as const, better: "less" as const },
    value: all(lags)?.[key] ?? null,
    before: all(earlier)?.[key] ?? null,
  });
  const measured = lags.flatMap((lag) => {
    const target = targets.find(({ id }) => id === lag.targetId);
    return lag.targetId === null || lag.count === 0 ? [] : [{ ...lag, name: target?.name ?? lag.targetId }];
  });
  return {
    figures: [
      figure("99 of 100 were gone within", "p99Ms"),
      {
        ...{ label: "Error budget left", unit: "share", better: "more" },
        value: budgetLeft(all(lags)),
        before: budgetLeft(all(earlier)),
      },
      figure("Half were gone within", "p50Ms"),
      figure("At worst", "maxMs"),
      {
        ...{ label: "Access that ended", unit: "count", better: "neither" },
        value: all(lags)?.count ?? 0,
        before: all(earlier)?.count ?? 0,
      },
      {
        ...{ label: "Never proved", unit: "count", better: "less" },
        value: all(lags)?.unverified ?? 0,
        before: all(earlier)?.unverified ?? 0,
      },
    ],
    pictures: [pictureOf(measured.filter(({ p99Ms }) => p99Ms !== null))],
    tables: [targetTable(measured), await slowestTable(core, worst)],
  };
};

/** Nothing is left of a budget that is overspent; null where nothing ended. */
const budgetLeft = (lag: LagSummary | undefined): number | null => {
  const budget = lag ? errorBudget(lag) : null;
  return budget && Math.max(0, 1 - budget.spent);
};

type NamedLag = LagSummary & { readonly name: string };

const pictureOf = (measured: readonly NamedLag[]): Picture => ({
  title: "Against the objective, by target",
  form: "bars",
  unit: "ms",
  categories: measured.map(({ name }) => name),
  series: [
    { name: "half were faster", tone: "quiet", values: measured.map(({ p50Ms }) => p50Ms ?? 0) },
    { name: "99 of 100 were faster", tone: "accent", values: measured.map(({ p99Ms }) => p99Ms ?? 0) },
  ],
  line: { label: "objective", value: revocationObjectiveMs },
  empty: "No access has ended in this time, so there is nothing to measure.",
});

const targetTable = (measured: readonly NamedLag[]): Table => ({
  title: "By target",
  columns: [
    { header: "Target", unit: "text" },
    { header: "Ended", unit: "count" },
    { header: "Half within", unit: "ms" },
    { header: "99 of 100 within", unit: "ms" },
    { header: "At worst", unit: "ms" },
    { header: "Late", unit: "count" },
    { header: "Never proved", unit: "count" },
    { header: "Budget left", unit: "share" },
    { header: "Objective", unit: "text" },
  ],
  rows: measured.map((lag) => [
    ...[lag.name, lag.count, lag.p50Ms, lag.p99Ms, lag.maxMs, lag.late, lag.unverified, budgetLeft(lag)],
    (errorBudget(lag)?.spent ?? 0) <= 1 ? "kept" : "broken",
  ]),
  cut: false,
});

const slowestTable = async (core: Core, worst: readonly EndedAccess[]): Promise<Table> => {
  const [name, entitlements] = await Promise.all([
    namesOf(
      core,
      worst.map(({ holderId }) => holderId),
    ),
    namedEntitlements(
      core,
      worst.map(({ entitlementId }) => entitlementId),
    ),
  ]);
  return {
    title: `The ${slowest} that took longest`,
    columns: [
      { header: "Holder", unit: "text" },
      { header: "Entitlement", unit: "text" },
      { header: "Why it ended", unit: "text" },
      { header: "Due", unit: "instant" },
      { header: "Confirmed gone", unit: "instant" },
      { header: "Took", unit: "ms" },
      { header: "Grant", unit: "text" },
    ],
    rows: worst.map(({ grantId, holderId, entitlementId, endReason, dueAt, endedAt, lagMs }) => [
      name(holderId).name,
      entitlements.find(({ id }) => id === entitlementId)?.name ?? entitlementId,
      ...[endReason, dueAt.toISOString(), endedAt.toISOString(), lagMs, grantId],
    ]),
    cut: false,
  };
};
