import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

/** As of now: there is no record of how much stood earlier, so nothing is compared. */
export const standingAccess: ReportBuilder = async (core) => {
  const [live, targets] = await Promise.all([core.reports.liveGrantsByTarget(), core.catalogue.targets()]);
  const rows = targets
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ id, name }) => ({ name, temporary: live.get(id) ?? 0 }));
  const temporary = rows.reduce((sum, row) => sum + row.temporary, 0);
  return {
    figures: [{ label: "Live grants now", unit: "count", value: temporary, before: null, better: "neither" }],
    pictures: [
      {
        title: "By target, now",
        form: "bars",
        unit: "count",
        categories: rows.map(({ name }) => name),
        series: [{ name: "temporary", tone: "live", values: rows.map((row) => row.temporary) }],
        empty: "Nothing is held right now.",
      },
    ],
    tables: [
      {
        title: "By target",
        columns: [
          { header: "Target", unit: "text" },
          { header: "Temporary", unit: "count" },
        ],
        rows: rows.map((row) => [row.name, row.temporary]),
        cut: false,
      },
    ],
  };
};
