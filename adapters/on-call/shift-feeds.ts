import { fetchText } from "./fetch-text.ts";
import { readCalendar } from "./read-calendar.ts";
import { readShiftList } from "./read-shift-list.ts";
import type { ShiftFeeds } from "#core/ports/schedules.ts";

export const createShiftFeeds = (resolveAddress: (host: string) => Promise<string>): ShiftFeeds => ({
  read: async ({ settings }, from, until) => {
    if (settings.kind === "turns") throw new Error("turns are kept here and read nowhere");
    const text = await fetchText(settings.url, resolveAddress);
    return settings.kind === "icalendar" ? readCalendar(text, from, until) : readShiftList(text, from, until);
  },
});
