import type { EventKind } from "#core/domain/audit/event.ts";
import type { Picture, Tone, Window } from "#core/domain/report/report.ts";
import { daysOf } from "#core/domain/report/report-input.ts";
import type { EventCount } from "#core/ports/report-rows.ts";

export interface CountedKind {
  readonly kind: EventKind;
  readonly name: string;
  readonly tone: Tone;
}

/** Columns by day, one colour for each kind of event. */
export const eventsPicture = (
  title: string,
  kinds: readonly CountedKind[],
  counts: readonly EventCount[],
  window: Window,
  empty: string,
): Picture => {
  const categories = daysOf(window);
  const known = new Map(counts.map(({ day, kind, count }) => [`${day} ${kind}`, count]));
  return {
    ...{ title, form: "columns", unit: "count", categories, empty },
    series: kinds.map(({ kind, name, tone }) => ({
      ...{ name, tone },
      values: categories.map((day) => known.get(`${day} ${kind}`) ?? 0),
    })),
  };
};

/** How often a kind happened in all. */
export const countOf = (counts: readonly EventCount[], ...kinds: readonly EventKind[]): number =>
  counts.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { count }) => sum + count, 0);
