import type { ReportKind } from "#core/domain/report/report-kinds.ts";

/** What a number or text means, so that every drawing of it says it alike. `ms` is a span, `instant` an ISO 8601 text. */
export type Unit = "count" | "ms" | "share" | "text" | "instant" | "day";

/** From `from` on, before `to`. */
export interface Window {
  readonly from: Date;
  readonly to: Date;
}

/** A figure with the same of the window before, of the same length. */
export interface Figure {
  readonly label: string;
  readonly unit: Unit;
  readonly value: number | null;
  readonly before: number | null;
  /** Which way is good news; where neither is, a change is only shown. */
  readonly better: "more" | "less" | "neither";
}

export type Tone = "accent" | "live" | "waning" | "danger" | "quiet";

interface Series {
  readonly name: string;
  readonly tone: Tone;
  /** One for each category. */
  readonly values: readonly number[];
}

/** `columns` stand on their categories and stack; `bars` lie beside each other, for categories with long names. */
export interface Picture {
  readonly title: string;
  readonly form: "columns" | "bars";
  readonly unit: Unit;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** What the values are held against. */
  readonly line?: { readonly label: string; readonly value: number };
  /** What there is to say when nothing can be drawn. */
  readonly empty: string;
}

export type Cell = string | number | null;

export interface Table {
  readonly title: string;
  readonly columns: readonly { readonly header: string; readonly unit: Unit }[];
  readonly rows: readonly (readonly Cell[])[];
  /** True where there are further rows than a report carries; the counts above are of all. */
  readonly cut: boolean;
}

export interface ReportBody {
  readonly figures: readonly Figure[];
  readonly pictures: readonly Picture[];
  readonly tables: readonly Table[];
}

export interface Report extends ReportBody {
  readonly kind: ReportKind | "access-at";
  readonly title: string;
  readonly window: Window;
  readonly madeAt: Date;
  /** How it was made, in sentences: what is counted, from where, and what is left out. */
  readonly method: readonly string[];
  /** The state of the evidence when it was made: from which checkpoint, and whether somebody else keeps it too. */
  readonly evidence: string;
}

/** The most rows that a table of a report carries. */
export const mostRows = 200;

export const cutTo = <T>(rows: readonly T[]): { readonly rows: readonly T[]; readonly cut: boolean } => ({
  rows: rows.slice(0, mostRows),
  cut: rows.length > mostRows,
});
