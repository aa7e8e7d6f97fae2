import { randomUUID } from "node:crypto";
import { type Logger, pino } from "pino";
import { env } from "#server/env.ts";

const secret = [
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "passwordHash",
  "secret",
  "sealedSecret",
  "token",
  "hash",
];
/** pino's wildcard covers one level, so every level that we log at is named. */
const paths = secret.flatMap((name) =>
  ["", "*.", "*.*.", "*.*.*."].map((above) => `${above}["${name}"]`.replace('.["', '["')),
);

let logger: Logger | undefined;

/** The process's log: JSON lines on standard output, without anything that lets its reader in. */
export const log = (): Logger =>
  (logger ??= pino({
    level: env().LAPSE_LOG_LEVEL,
    base: { name: "lapse" },
    redact: { paths, censor: "[redacted]" },
  }));

/** Names one call through a door, in the log, in the record and in the answer. */
export const newCorrelationId = (): string => randomUUID();
