import type { Cell, Unit } from "#core/domain/report/report.ts";

/** A cell as text, the same in every drawing. Spans are rounded up, so that no figure flatters; nothing is "–". */
export const formatValue = (unit: Unit, value: Cell): string => {
  if (value === null) return "–";
  if (typeof value === "string") return unit === "instant" ? instantWords(value) : value;
  switch (unit) {
    case "ms":
      return spanWords(value);
    case "share":
      return `${Math.round(value * 100)} %`;
    default:
      return value.toLocaleString("en", { maximumFractionDigits: 1 });
  }
};

/** "2026-03-01 14:05:09 UTC" */
const instantWords = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;

/** "0.4 s", "12 s", "3 min 5 s", "2 h 10 min", "3 d 4 h" */
const spanWords = (ms: number): string => {
  if (ms < 10_000) return `${(Math.ceil(ms / 100) / 10).toFixed(1)} s`;
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return two(seconds, 60, "min", "s");
  const minutes = Math.ceil(seconds / 60);
  return minutes < 24 * 60 ? two(minutes, 60, "h", "min") : two(Math.ceil(minutes / 60), 24, "d", "h");
};

const two = (count: number, of: number, large: string, small: string): string => {
  const rest = count % of;
  return rest === 0 ? `${Math.floor(count / of)} ${large}` : `${Math.floor(count / of)} ${large} ${rest} ${small}`;
};

/** How a figure moved against the window before: "12 % more", "as before"; null where there is nothing to compare. */
export const formatChange = (unit: Unit, value: number | null, before: number | null): string | null => {
  if (value === null || before === null) return null;
  if (value === before) return "as before";
  if (unit === "share") return `${formatValue(unit, before)} before`;
  if (before === 0) return `${formatValue(unit, 0)} before`;
  const percent = Math.round((Math.abs(value - before) / before) * 100);
  if (percent === 0) return "as before";
  const word = unit === "ms" ? (value > before ? "longer" : "shorter") : value > before ? "more" : "less";
  return percent > 999 ? `${formatValue(unit, before)} before` : `${percent} % ${word} than before`;
};
