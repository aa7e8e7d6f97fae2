/** What was thrown, in its own words, as far as they are kept. */
export const faultText = (fault: unknown, longest: number): string =>
  (fault instanceof Error ? fault.message : String(fault)).slice(0, longest);
