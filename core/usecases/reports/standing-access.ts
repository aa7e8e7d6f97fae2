import { type Figure, mostRows, type Table } from "#core/domain/report/report.ts";
import type { Core } from "#core/ports/core.ts";
import type { TargetScan } from "#core/ports/standing.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

/** As of now: how much stood at an earlier instant is in no table, so nothing is compared. */
export const standingAccess: ReportBuilder = async (core) => {
  const [live, standing, scans, targets] = await Promise.all([
    core.reports.liveGrantsByTarget(),
    core.standing.countByTarget(),
    core.standing.scans(),
    core.catalogue.targets(),
  ]);
  const rows = targets
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ id, name }) => {
      const scan = scans.find(({ targetId }) => targetId === id) ?? null;
      return { name, temporary: live.get(id) ?? 0, standing: standing.get(id) ?? 0, scan };
    });
  return {
    figures: figuresOf(rows),
    pictures: [
      {
        ...{ title: "By target, now", form: "bars", unit: "count", categories: rows.map(({ name }) => name) },
        series: [
          { name: "temporary", tone: "live", values: rows.map((row) => row.temporary) },
          { name: "standing", tone: "waning", values: rows.map((row) => row.standing) },
        ],
        empty: "Nothing is held right now, by a grant or without one.",
      },
    ],
    tables: [targetTable(rows), await foundTable(core, new Map(targets.map(({ id, name }) => [id, name])))],
  };
};

interface TargetRow {
  readonly name: string;
  readonly temporary: number;
  readonly standing: number;
  readonly scan: TargetScan | null;
}

const figuresOf = (rows: readonly TargetRow[]): readonly Figure[] => {
  const temporary = rows.reduce((sum, row) => sum + row.temporary, 0);
  const stands = rows.reduce((sum, row) => sum + row.standing, 0);
  const share = temporary + stands === 0 ? null : stands / (temporary + stands);
  const now = { unit: "count", before: null } as const;
  return [
    { label: "Standing, of all access", unit: "share", value: share, before: null, better: "less" },
    { ...now, label: "Stands without a grant", value: stands, better: "less" },
    { ...now, label: "Ends by itself", value: temporary, better: "neither" },
    {
      ...now,
      label: "Targets not compared",
      value: rows.filter(({ scan }) => !scan?.scannedAt).length,
      better: "less",
    },
  ];
};

const targetTable = (rows: readonly TargetRow[]): Table => ({
  title: "By target",
  columns: [
    { header: "Target", unit: "text" },
    { header: "Temporary", unit: "count" },
    { header: "Standing", unit: "count" },
    { header: "Last compared", unit: "instant" },
    { header: "Comparison", unit: "text" },
  ],
  rows: rows.map(({ name, temporary, standing, scan }) => [
    ...[name, temporary, standing, scan?.scannedAt?.toISOString() ?? null, comparison(scan)],
  ]),
  cut: false,
});

const comparison = (scan: TargetScan | null): string => {
  if (scan?.error) return "not whole: nothing was concluded from it";
  return scan?.scannedAt ? "whole" : "not made yet";
};

const foundTable = async (core: Core, targetName: ReadonlyMap<string, string>): Promise<Table> => {
  const { items, nextCursor } = await core.standing.page(null, { limit: mostRows });
  const entitlements = await namedEntitlements(
    core,
    items.map(({ entitlementId }) => entitlementId),
  );
  return {
    title: "What stands without a grant, newest first",
    columns: [
      { header: "Target", unit: "text" },
      { header: "Entitlement", unit: "text" },
      { header: "Login", unit: "text" },
      { header: "Found", unit: "instant" },
    ],
    rows: items.map(({ targetId, entitlementId, account, foundAt }) => [
      targetName.get(targetId) ?? targetId,
      entitlements.find(({ id }) => id === entitlementId)?.name ?? entitlementId,
      account,
      foundAt.toISOString(),
    ]),
    cut: nextCursor !== null,
  };
};
