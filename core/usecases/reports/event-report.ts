import type { EventKind } from "#core/domain/audit/event.ts";
import type { AuditEventView } from "#core/usecases/audit/view-audit-events.ts";
import { countOf, type CountedKind, eventsPicture } from "#core/usecases/reports/events-by-day.ts";
import { newestEvents } from "#core/usecases/reports/newest-events.ts";
import type { ReportBuilder } from "#core/usecases/reports/report-builder.ts";

interface EventReport {
  readonly kinds: readonly CountedKind[];
  /** How many of which, in this order. */
  readonly figures: readonly { readonly label: string; readonly of: readonly EventKind[]; readonly better?: "less" }[];
  /** Said where nothing of it happened. */
  readonly none: string;
  /** What the table says of an event, between what it was and which one. */
  readonly columns: readonly string[];
  readonly cells: (event: AuditEventView) => readonly (string | null)[];
}

/** A report on a few kinds of event: how many there were of each and before, by day, and the newest of them one by one. */
export const eventReport =
  ({ kinds, figures, none, columns, cells }: EventReport): ReportBuilder =>
  async (core, window, before) => {
    const names = kinds.map(({ kind }) => kind);
    const [counts, earlier, newest] = await Promise.all([
      core.reportRows.eventsByDay(names, window),
      core.reportRows.eventsByDay(names, before),
      newestEvents(core, names, window),
    ]);
    const texts = [...columns, "Event"].map((header) => ({ header, unit: "text" as const }));
    return {
      figures: figures.map(({ label, of, better }) => ({
        ...{ label, unit: "count", better: better ?? "neither" },
        value: countOf(counts, ...of),
        before: countOf(earlier, ...of),
      })),
      pictures: [eventsPicture("By day", kinds, counts, window, none)],
      tables: [
        {
          title: "What happened, newest first",
          columns: [{ header: "When", unit: "instant" }, { header: "What", unit: "text" }, ...texts],
          rows: newest.rows.map((event) => [
            event.at.toISOString(),
            kinds.find(({ kind }) => kind === event.kind)?.name ?? event.kind,
            ...cells(event),
            event.position,
          ]),
          cut: newest.cut,
        },
      ],
    };
  };
