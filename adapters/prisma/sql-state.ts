import { Prisma } from "./generated/client.ts";

/** The five characters in which PostgreSQL says what went wrong, or null when the error is not PostgreSQL's. */
export const sqlState = (error: unknown): string | null => {
  const state =
    error instanceof Prisma.PrismaClientKnownRequestError
      ? pathOf(error.meta, ["driverAdapterError", "cause", "originalCode"])
      : isOfAdapter(error)
        ? pathOf(error.cause, ["originalCode"])
        : null;
  return typeof state === "string" ? state : null;
};

/** What a COMMIT was answered comes as it is: engines that keep several copies of the data give a transaction up only there. */
const isOfAdapter = (error: unknown): error is Error => error instanceof Error && error.name === "DriverAdapterError";

const pathOf = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
  if (key === undefined) return value;
  return typeof value === "object" && value !== null
    ? pathOf((value as Record<string, unknown>)[key], rest)
    : undefined;
};
