import { countOf, type CountedKind, eventsPicture } from "#core/usecases/reports/events-by-day.ts";
import { newestEvents, textIn } from "#core/usecases/reports/newest-events.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

const kinds = [
  { kind: "requestDenied", name: "request denied", tone: "danger" },
  { kind: "signInFailed", name: "sign-in failed", tone: "waning" },
  { kind: "stepUpRefused", name: "confirmation refused", tone: "accent" },
] as const satisfies readonly CountedKind[];
const names = kinds.map(({ kind }) => kind);

export const refusedAttempts: ReportBuilder = async (core, window, before) => {
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
      figure("Requests denied", "requestDenied"),
      figure("Sign-ins that failed", "signInFailed"),
      figure("Confirmations refused", "stepUpRefused"),
    ],
    pictures: [eventsPicture("By day", kinds, counts, window, "Nothing was refused in this time.")],
    tables: [
      {
        title: "What happened, newest first",
        columns: [
          { header: "When", unit: "instant" },
          { header: "What", unit: "text" },
          { header: "By", unit: "text" },
          { header: "About", unit: "text" },
          { header: "From address", unit: "text" },
          { header: "Event", unit: "text" },
        ],
        rows: newest.rows.map((event) => [
          event.at.toISOString(),
          kinds.find(({ kind }) => kind === event.kind)?.name ?? event.kind,
          event.actor?.name ?? (textIn(event, "by") === "policy" ? "policy" : null),
          event.person?.name ?? null,
          textIn(event, "address"),
          event.position,
        ]),
        cut: newest.cut,
      },
    ],
  };
};
