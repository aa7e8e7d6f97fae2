import { daysOf } from "#core/domain/report/report-input.ts";
import { cutTo, type Table } from "#core/domain/report/report.ts";
import type { Core } from "#core/ports/core.ts";
import type { EmergencyUse } from "#core/ports/report-rows.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

export const breakGlass: ReportBuilder = async (core, window, before) => {
  const [uses, earlier] = await Promise.all([core.reportRows.emergencies(window), core.reportRows.emergencies(before)]);
  const categories = daysOf(window);
  const perDay = (wanted: readonly EmergencyUse[]) =>
    categories.map((day) => wanted.filter(({ openedAt }) => openedAt.toISOString().startsWith(day)).length);
  const figure = (label: string, better: "less" | "neither", of: (uses: readonly EmergencyUse[]) => number) => ({
    ...{ label, better, unit: "count" as const },
    value: of(uses),
    before: of(earlier),
  });
  return {
    figures: [
      figure("Emergencies", "neither", (all) => all.length),
      figure("Not reviewed yet", "less", (all) => all.filter(isOpen).length),
      figure("Found not justified", "less", (all) => all.filter(({ outcome }) => outcome === "not-justified").length),
      {
        ...{ label: "Half were reviewed within", unit: "ms", better: "less" },
        value: medianReviewMs(uses),
        before: medianReviewMs(earlier),
      },
    ],
    pictures: [
      {
        ...{ title: "By day, and what the review found", form: "columns", unit: "count", categories },
        series: [
          { name: "justified", tone: "live", values: perDay(uses.filter(({ outcome }) => outcome === "justified")) },
          {
            name: "not justified",
            tone: "danger",
            values: perDay(uses.filter(({ outcome }) => outcome === "not-justified")),
          },
          { name: "not reviewed yet", tone: "waning", values: perDay(uses.filter(isOpen)) },
        ],
        empty: "There was no emergency in this time.",
      },
    ],
    tables: [await tableOf(core, uses)],
  };
};

const isOpen = ({ closedAt }: EmergencyUse): boolean => closedAt === null;

/** Of those that were reviewed: the time that half of them did not exceed. */
const medianReviewMs = (uses: readonly EmergencyUse[]): number | null => {
  const waits = uses.flatMap(({ openedAt, closedAt }) => (closedAt ? [closedAt.getTime() - openedAt.getTime()] : []));
  return waits.sort((a, b) => a - b)[Math.ceil(waits.length / 2) - 1] ?? null;
};

const tableOf = async (core: Core, uses: readonly EmergencyUse[]): Promise<Table> => {
  const { rows, cut } = cutTo(uses);
  const people = rows.flatMap(({ holderId, requesterId, closedById }) =>
    [holderId, requesterId, closedById ?? []].flat(),
  );
  const name = await namesOf(core, people);
  return {
    title: "Each emergency, newest first",
    columns: [
      { header: "When", unit: "instant" },
      { header: "Holder", unit: "text" },
      { header: "Asked by", unit: "text" },
      { header: "Review", unit: "text" },
      { header: "By", unit: "text" },
      { header: "Took", unit: "ms" },
      { header: "Request", unit: "text" },
    ],
    rows: rows.map(({ requestId, holderId, requesterId, openedAt, closedAt, closedById, outcome }) => [
      ...[openedAt.toISOString(), name(holderId).name, name(requesterId).name],
      outcome === null ? "open" : outcome === "justified" ? "justified" : "not justified",
      closedById && name(closedById).name,
      closedAt && closedAt.getTime() - openedAt.getTime(),
      requestId,
    ]),
    cut,
  };
};
