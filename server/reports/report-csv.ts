import type { Report } from "#core/domain/report/report.ts";
import { csvCell } from "#server/csv-cell.ts";

type Line = readonly (string | number | null)[];

/** The whole report as one CSV: how it was made, its figures, then each table after an empty line. Spans are in milliseconds. */
export const reportCsv = ({ title, window, madeAt, method, evidence, figures, tables }: Report): string => {
  const lines: readonly Line[] = [
    ["report", title],
    ["from", window.from.toISOString()],
    ["before", window.to.toISOString()],
    ["made at", madeAt.toISOString()],
    ...method.map((sentence) => ["method", sentence]),
    ["evidence", evidence],
    [],
    ["figure", "value", "in the window before", "unit"],
    ...figures.map(({ label, value, before, unit }) => [label, value, before, unit]),
    ...tables.flatMap((table): readonly Line[] => [
      [],
      [table.title, ...(table.cut ? ["the first rows; the figures count all"] : [])],
      table.columns.map(({ header, unit }) => (unit === "ms" ? `${header} (ms)` : header)),
      ...table.rows,
    ]),
  ];
  return lines.map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
};
