import path from "node:path";
import { InvalidEnvironment, readEnv } from "#server/env.ts";
import { PlainError } from "../plain-error.ts";
import { demoSecrets } from "./portal-secrets.ts";
import type { Settings } from "./settings.ts";

const notForThePortal = ["LAPSE_MIGRATE_URL", "LAPSE_DEMO_PASSWORD", "LAPSE_DEMO", "LAPSE_DEMO_NEW_PASSKEYS"];

/**
 * What the portal reads, checked by the portal's own rules. The owner's connection is not among it: the process that
 * serves cannot change tables.
 * @throws PlainError with every fault at once.
 */
export function portalEnvironment(
  settings: Settings,
  { appUrl, eraseUrl }: { readonly appUrl: string; readonly eraseUrl?: string | undefined },
): NodeJS.ProcessEnv {
  const inherited = { ...process.env };
  // A tour of the demo takes an hour, not a day. It says so on every page; "0" has it as real portals have it.
  const given = (name: string) => (inherited[name] === "" ? undefined : inherited[name]);
  const newPasskeys = given("LAPSE_DEMO_NEW_PASSKEYS") ?? "1";
  for (const name of notForThePortal) Reflect.deleteProperty(inherited, name);
  const address = settings.publicUrl.href;
  const own = {
    ...{ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", LAPSE_PUBLIC_URL: address },
    ...{ DATABASE_URL: appUrl, LAPSE_ERASE_URL: eraseUrl ?? "" },
  };
  // The demo's target is on this machine, where a target may be only if somebody says so.
  const targets = [inherited["LAPSE_ALLOWED_ADDRESSES"], "127.0.0.1/32"].filter(Boolean).join(",");
  const witness = given("LAPSE_WITNESS_FILE") ?? path.join(settings.dataDir, "witness", "checkpoints.jsonl");
  const demo =
    settings.database === undefined
      ? {
          LAPSE_DEMO: "1",
          LAPSE_DEMO_NEW_PASSKEYS: newPasskeys,
          LAPSE_ALLOWED_ADDRESSES: targets,
          LAPSE_WITNESS_FILE: witness,
          ...demoSecrets(settings.dataDir, inherited),
        }
      : {};
  const environment = { ...inherited, ...own, ...demo } as NodeJS.ProcessEnv;
  try {
    readEnv(environment);
  } catch (error) {
    throw error instanceof InvalidEnvironment ? new PlainError(error.message) : error;
  }
  return environment;
}

/** From here on this process is the portal: only what it may know stays in its environment. */
export function becomePortal(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
}
