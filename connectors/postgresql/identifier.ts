import { z } from "zod";

/** NAMEDATALEN - 1: PostgreSQL cuts a longer name silently, and would then act on another object. */
const maxNameBytes = 63;

/**
 * A role's or database's name as PostgreSQL can hold it: any Unicode, quotes and spaces included, but no control
 * characters, which have no place in a name that people read before they approve it.
 */
export const identifier = z
  .string()
  .min(1)
  .refine((name) => Buffer.byteLength(name) <= maxNameBytes, `at most ${maxNameBytes} bytes`)
  .refine((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), "no control characters or lone surrogates");
