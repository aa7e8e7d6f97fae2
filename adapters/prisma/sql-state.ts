import { Prisma } from "./generated/client.ts";

/** The five characters in which PostgreSQL says what went wrong, or null when the error is not PostgreSQL's. */
export const sqlState = (error: unknown): string | null => {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const state = pathOf(error.meta, ["driverAdapterError", "cause", "originalCode"]);
  return typeof state === "string" ? state : null;
};

const pathOf = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
  if (key === undefined) return value;
  return typeof value === "object" && value !== null
    ? pathOf((value as Record<string, unknown>)[key], rest)
    : undefined;
};
