import type { Database } from "./client.ts";
import { asRows } from "./rows.ts";
import type { Schedules } from "#core/ports/schedules.ts";

export const createSchedules = (prisma: Database): Schedules => ({
  all: async () => asRows("Schedule", await prisma.schedule.findMany({ orderBy: { name: "asc" } })),
  readings: async () => asRows("ScheduleReading", await prisma.scheduleReading.findMany({ orderBy: { id: "asc" } })),
});
