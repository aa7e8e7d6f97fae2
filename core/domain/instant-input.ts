import { z } from "zod";

/**
 * PostgreSQL and ISO 8601 agree on years 1 to 9999; a year of room, since what begins at an instant may end a year later. An
 * offset can carry an instant out of the year that it is written with, so it is judged as an instant.
 */
const first = Date.parse("0001-01-01T00:00:00.000Z");
const last = Date.parse("9998-12-31T23:59:59.999Z");

/** An instant, ISO 8601 with an offset, that can be stored and reckoned with. */
export const instantInput = z.iso
  .datetime({ offset: true })
  .transform((value) => new Date(value))
  .refine((at) => at.getTime() >= first && at.getTime() <= last, "must lie in one of the years 1 to 9998");

/** A UTC day, with room before it as well: windows are compared with the one before. */
export const dayInput = z.iso
  .date()
  .refine((day) => day >= "1000-01-01" && day <= "9998-12-31", "must lie in one of the years 1000 to 9998");
