import { countOf, eventsPicture, type CountedKind } from "#core/usecases/reports/events-by-day.ts";
import { newestEvents, textIn } from "#core/usecases/reports/newest-events.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

const kinds = [
  { kind: "changeApproved", name: "approved", tone: "live" },
  { kind: "changeRejected", name: "rejected", tone: "danger" },
  { kind: "changeProposed", name: "proposed", tone: "quiet" },
  { kind: "policyActivated", name: "policy in force", tone: "accent" },
] as const satisfies readonly CountedKind[];
const names = kinds.map(({ kind }) => kind);

export const policyChanges: ReportBuilder = async (core, window, before) => {
  const [counts, earlier, newest] = await Promise.all([
    core.reportRows.eventsByDay(names, window),
    core.reportRows.eventsByDay(names, before),
    newestEvents(core, names, window),
  ]);
  const figure = (label: string, kind: (typeof names)[number]) => ({
    ...{ label, unit: "count" as const, better: "neither" as const },
    value: countOf(counts, kind),
    before: countOf(earlier, kind),
  });
  return {
    figures: [
      figure("Policy versions that came into force", "policyActivated"),
      figure("Changes approved", "changeApproved"),
      figure("Changes rejected", "changeRejected"),
      figure("Changes proposed", "changeProposed"),
    ],
    pictures: [eventsPicture("By day", kinds, counts, window, "Nothing was changed in this time.")],
    tables: [
      {
        title: "What happened, newest first",
        columns: [
          { header: "When", unit: "instant" },
          { header: "What", unit: "text" },
          { header: "By", unit: "text" },
          { header: "Summary", unit: "text" },
          { header: "Event", unit: "text" },
        ],
        rows: newest.rows.map((event) => [
          event.at.toISOString(),
          kinds.find(({ kind }) => kind === event.kind)?.name ?? event.kind,
          event.actor?.name ?? "Lapse",
          event.kind === "policyActivated" ? `version ${textIn(event, "number") ?? "?"}` : textIn(event, "summary"),
          event.position,
        ]),
        cut: newest.cut,
      },
    ],
  };
};
