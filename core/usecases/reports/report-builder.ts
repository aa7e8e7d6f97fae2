import type { ReportBody, Window } from "#core/domain/report/report.ts";
import type { Core } from "#core/ports/core.ts";

/** Makes one report over a window, with the window before it to compare. */
export type ReportBuilder = (core: Core, window: Window, before: Window) => Promise<ReportBody>;
