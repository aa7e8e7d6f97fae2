const unitSeconds = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const shape = /^(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,9})s)?$/;

/** The longest that can be asked for: one year. */
const longestSeconds = 31_536_000;

/**
 * `1h`, `30m`, `5s`, `8h30m`, `2d` in whole seconds: units at most once each, largest first.
 * Undefined for anything else, for zero and for more than a year.
 */
export function parseDuration(text: string): number | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  const total =
    Number(days) * unitSeconds.d + Number(hours) * unitSeconds.h + Number(minutes) * unitSeconds.m + Number(seconds);
  return total > 0 && total <= longestSeconds ? total : undefined;
}
