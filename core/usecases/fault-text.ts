import { storableText } from "#core/domain/storable-text.ts";

/** What was thrown, in its own words, as far as they are kept. */
export const faultText = (fault: unknown, longest: number): string =>
  storableText((fault instanceof Error ? fault.message : String(fault)).slice(0, longest));
