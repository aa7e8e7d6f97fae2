import type { Database } from "../client.ts";
import { emergencies } from "./break-glass.ts";
import { eventsByDay, outcomesByDay } from "./counts-by-day.ts";
import { lags, slowestEnds } from "./lags.ts";
import { unused, use } from "./use.ts";
import { waitBuckets, waits } from "./waits.ts";
import type { ReportRows } from "#core/ports/report-rows.ts";

export const createReportRows = (prisma: Database): ReportRows => ({
  waits: (window) => waits(prisma, window),
  waitBuckets: (window, boundsMs) => waitBuckets(prisma, window, boundsMs),
  outcomesByDay: (window) => outcomesByDay(prisma, window),
  lags: (window) => lags(prisma, window),
  slowestEnds: (window, limit) => slowestEnds(prisma, window, limit),
  use: (window, targets) => use(prisma, window, targets),
  unused: (window, targets, limit) => unused(prisma, window, targets, limit),
  emergencies: (window) => emergencies(prisma, window),
  eventsByDay: (kinds, window) => eventsByDay(prisma, kinds, window),
});
