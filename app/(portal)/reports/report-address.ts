import { reportDays } from "#core/domain/report/report-days.ts";

type Given = Readonly<Record<string, string | string[] | undefined>>;

/** The window as it stands in the address: days, or two UTC days. */
export interface AskedWindow {
  readonly days?: (typeof reportDays)[number];
  readonly from?: string;
  readonly to?: string;
}

const isDay = (text: unknown): text is string =>
  typeof text === "string" && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** What is no window is the usual one: an address that was typed badly still shows something, and says what. */
export const askedWindow = ({ days, from, to }: Given): AskedWindow => {
  if (isDay(from) && isDay(to) && from <= to && Date.parse(to) - Date.parse(from) < 366 * 86_400_000)
    return { from, to };
  return { days: reportDays.find((each) => String(each) === days) ?? 30 };
};

/** "days=30" or "from=2026-03-01&to=2026-03-31" */
export const windowText = (window: AskedWindow): string =>
  new URLSearchParams(Object.entries(window).map(([key, value]) => [key, String(value)])).toString();
