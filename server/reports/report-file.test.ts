import { expect, test } from "vitest";
import type { Report } from "#core/domain/report/report.ts";
import { niceSteps } from "#core/domain/report/nice-steps.ts";
import { reportFile } from "#server/reports/report-file.ts";

const report: Report = {
  kind: "unused-grants",
  title: "Unused grants",
  window: { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-02-01T00:00:00Z") },
  madeAt: new Date("2026-02-02T03:04:05Z"),
  method: ["Counts what was never used."],
  evidence: "Not independently witnessed.",
  figures: [{ label: "Never used", unit: "share", value: 0.25, before: null, better: "less" }],
  pictures: [
    {
      ...{ title: "By target", form: "bars", unit: "count", empty: "Nothing.", categories: ["orders", "edge"] },
      series: [{ name: "unused", tone: "waning", values: [3, 0] }],
      line: { label: "objective", value: 2 },
    },
    {
      ...{ title: "By day", form: "columns", unit: "count", empty: "Nothing.", categories: ["2026-01-01"] },
      series: [{ name: "unused", tone: "waning", values: [0] }],
    },
  ],
  tables: [
    {
      title: "Grants",
      columns: [
        { header: "Holder", unit: "text" },
        { header: "Took", unit: "ms" },
      ],
      rows: Array.from({ length: 120 }, (_, at) => [`=cmd|' /C calc'!A${at}`, -at]),
      cut: true,
    },
  ],
};
const fileOf = async (format: "csv" | "json" | "pdf") => {
  const { body, ...rest } = await reportFile(report, format);
  return { ...rest, body, text: new TextDecoder("latin1").decode(body) };
};

test("a CSV says how it was made, marks formulas as text, and leaves numbers numbers", async () => {
  const { text, name } = await fileOf("csv");
  expect(name).toBe("lapse-unused-grants-2026-01-01-2026-02-01.csv");
  const lines = text.split("\r\n");
  expect(lines.slice(0, 6)).toEqual([
    "report,Unused grants",
    "from,2026-01-01T00:00:00.000Z",
    "before,2026-02-01T00:00:00.000Z",
    "made at,2026-02-02T03:04:05.000Z",
    "method,Counts what was never used.",
    "evidence,Not independently witnessed.",
  ]);
  expect(lines).toContain("Holder,Took (ms)");
  expect(lines).toContain("'=cmd|' /C calc'!A7,-7");
});

test("a JSON is the report itself", async () => {
  expect(JSON.parse((await fileOf("json")).text)).toEqual(JSON.parse(JSON.stringify(report)));
});

test("a PDF has as many pages as its rows need, and the same report makes the same file", async () => {
  const { text } = await fileOf("pdf");
  expect(text.slice(0, 5)).toBe("%PDF-");
  expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(3);
  expect((await fileOf("pdf")).text).toBe(text);
});

test.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [17, [0, 5, 10, 15, 20]],
  [100, [0, 50, 100]],
])("an axis up to %i has round steps", (most, steps) => {
  expect(niceSteps(most, 4)).toEqual(steps);
});
