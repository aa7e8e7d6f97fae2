import { randomBytes } from "node:crypto";
import { newSigningKey } from "#adapters/crypto/log-key.ts";
import { secretFile } from "./secret-file.ts";

const makers = {
  NEXTAUTH_SECRET: () => randomBytes(32).toString("base64url"),
  /** 32 bytes for AES-256-GCM. */
  LAPSE_SEAL_KEY: () => randomBytes(32).toString("base64"),
  /** Unique, so that no two demos' logs are taken for one. */
  LAPSE_LOG_KEY: () => newSigningKey(`localhost/lapse-${randomBytes(6).toString("hex")}`),
  CRON_SECRET: () => randomBytes(24).toString("base64url"),
  LAPSE_METRICS_TOKEN: () => randomBytes(24).toString("base64url"),
};

type PortalSecrets = Record<keyof typeof makers, string>;
const names = Object.keys(makers) as (keyof typeof makers)[];

/**
 * A demo's secrets: those in the environment, the others made once and kept in the data folder. For a real portal none
 * is made up: with the folder it would be lost, and what it sealed could never be read again.
 */
export function demoSecrets(dataDir: string, environment: NodeJS.ProcessEnv): PortalSecrets {
  const of = (name: keyof typeof makers) => {
    const given = environment[name];
    return given === undefined || given === "" ? secretFile(dataDir, name.toLowerCase(), makers[name]) : given;
  };
  return Object.fromEntries(names.map((name) => [name, of(name)])) as PortalSecrets;
}

/** What the demo's people sign in with: LAPSE_DEMO_PASSWORD, or a random one that later starts print again. */
export function randomPassword(): string {
  const letters = randomBytes(10).toString("hex");
  return (letters.match(/.{5}/g) ?? []).join("-");
}
