import { daysOf } from "#core/domain/report/report-input.ts";
import type { DayCount } from "#core/ports/report-rows.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

const outcomes = [
  { key: "automatic", name: "by policy", tone: "live" },
  { key: "approved", name: "approved", tone: "accent" },
  { key: "denied", name: "denied", tone: "danger" },
  { key: "lapsed", name: "lapsed", tone: "waning" },
] as const;
type Outcome = (typeof outcomes)[number]["key"];

export const automaticShare: ReportBuilder = async (core, window, before) => {
  const [days, earlier] = await Promise.all([
    core.reportRows.outcomesByDay(window),
    core.reportRows.outcomesByDay(before),
  ]);
  const known = new Map(days.map((row) => [row.day, row]));
  const categories = daysOf(window);
  return {
    figures: [
      {
        label: "Approved by policy alone",
        unit: "share",
        value: shareOf(days),
        before: shareOf(earlier),
        better: "more",
      },
      counted("Approved", ["automatic", "approved"], days, earlier, "neither"),
      counted("Denied", ["denied"], days, earlier, "neither"),
      counted("Lapsed, because nobody decided", ["lapsed"], days, earlier, "less"),
    ],
    pictures: [
      {
        title: "Requests by day, and what became of them",
        form: "columns",
        unit: "count",
        categories,
        series: outcomes.map(({ key, name, tone }) => ({
          ...{ name, tone },
          values: categories.map((day) => known.get(day)?.[key] ?? 0),
        })),
        empty: "Nothing was asked in this time.",
      },
    ],
    tables: [
      {
        title: "By day",
        columns: [
          { header: "Day", unit: "day" },
          ...outcomes.map(({ name }) => ({ header: name, unit: "count" as const })),
        ],
        rows: days.toReversed().map((row) => [row.day, ...outcomes.map(({ key }) => row[key])]),
        cut: false,
      },
    ],
  };
};

const sum = (days: readonly DayCount[], keys: readonly Outcome[]): number =>
  days.reduce((total, day) => total + keys.reduce((of, key) => of + day[key], 0), 0);

const shareOf = (days: readonly DayCount[]): number | null => {
  const approved = sum(days, ["automatic", "approved"]);
  return approved === 0 ? null : sum(days, ["automatic"]) / approved;
};

const counted = (
  label: string,
  keys: readonly Outcome[],
  days: readonly DayCount[],
  earlier: readonly DayCount[],
  better: "less" | "neither",
) => ({ label, unit: "count" as const, value: sum(days, keys), before: sum(earlier, keys), better });
