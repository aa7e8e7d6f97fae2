import { z } from "zod";

/** Text that PostgreSQL can store and every reader can show: well-formed Unicode without NUL. */
export const text = (minimum: number, maximum: number) =>
  z
    .string()
    .trim()
    .min(minimum)
    .max(maximum)
    .refine((value) => value.isWellFormed() && !value.includes("\0"), "must be well-formed Unicode without NUL");

/** An id of one kind: the prefix, and 26 characters of Crockford's base32. */
export const id = <T extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`))
    .transform((value) => value as T);
