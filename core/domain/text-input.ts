import { z } from "zod";
import { isStorableText } from "#core/domain/storable-text.ts";

/** What takes no room when it is shown: joiners, direction marks, fillers, control characters other than white space. */
const unseen = /(?!\s)[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/**
 * Text that PostgreSQL can store and every reader can show: well-formed Unicode without NUL. A reason of characters that nobody
 * can see is none, so these do not count towards the minimum.
 */
export const text = (minimum: number, maximum: number) =>
  z
    .string()
    .trim()
    .min(minimum)
    .max(maximum)
    .refine(isStorableText, "must be well-formed Unicode without NUL")
    .refine(
      (value) => value.replaceAll(unseen, "").length >= minimum,
      `must have >=${minimum} characters that can be seen`,
    );

/** An id of one kind: the prefix, and 26 characters of Crockford's base32. */
export const id = <T extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`))
    .transform((value) => value as T);
