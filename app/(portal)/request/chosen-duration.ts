import { instantOfWall, wallTime } from "#components/clock/wall-time.ts";

export type Unit = "s" | "min" | "h" | "d";

/** What the duration field holds. Numbers are kept as typed, so that a half-typed one is not thrown away. */
export interface DurationChoice {
  /** "900", "3600", … : seconds; "until": the end of the day; "other": the two fields below. */
  readonly preset: string;
  readonly other: "for" | "until";
  readonly amount: string;
  readonly unit: Unit;
  /** A wall time in the person's zone. */
  readonly end: string;
}

const unitSeconds: Readonly<Record<Unit, number>> = { s: 1, min: 60, h: 3_600, d: 86_400 };

const least = 5;
const most = 31_536_000;

const hour = 3_600_000;

/** "Until 18:00", while that is at least a quarter of an hour away; afterwards until midnight. */
export const endOfDay = (nowMs: number, timeZone: string): { readonly atMs: number; readonly label: string } => {
  const today = wallTime(nowMs, timeZone).slice(0, 10);
  const six = instantOfWall(`${today}T18:00`, timeZone);
  if (six !== null && six - nowMs >= hour / 4) return { atMs: six, label: "18:00" };
  const tomorrow = wallTime(nowMs + 24 * hour, timeZone).slice(0, 10);
  return { atMs: instantOfWall(`${tomorrow}T00:00`, timeZone) ?? nowMs + 24 * hour, label: "midnight" };
};

/** How many seconds are asked for, counted from `fromMs`; null where that is no duration one may ask for. */
export const secondsOf = (choice: DurationChoice, fromMs: number, timeZone: string): number | null => {
  const seconds = rawSeconds(choice, fromMs, timeZone);
  return seconds !== null && Number.isInteger(seconds) && seconds >= least && seconds <= most ? seconds : null;
};

const rawSeconds = (choice: DurationChoice, fromMs: number, timeZone: string): number | null => {
  const until = (endMs: number | null) => endMs && Math.floor((endMs - fromMs) / 1000);
  if (choice.preset === "until") return until(endOfDay(fromMs, timeZone).atMs);
  if (choice.preset !== "other") return Number(choice.preset);
  if (choice.other === "until") return until(instantOfWall(choice.end, timeZone));
  return choice.amount.trim() === ""
    ? null
    : Math.round(Number(choice.amount.replace(",", ".")) * unitSeconds[choice.unit]);
};

const presets = ["900", "3600", "14400"];

/** The choice that means this many seconds. */
export const choiceOf = (seconds: number): DurationChoice => {
  const unit = (["d", "h", "min", "s"] as const).find((each) => seconds % unitSeconds[each] === 0) ?? "s";
  const amount = String(seconds / unitSeconds[unit]);
  const preset = presets.includes(String(seconds)) ? String(seconds) : "other";
  return { preset, other: "for", amount, unit, end: "" };
};
