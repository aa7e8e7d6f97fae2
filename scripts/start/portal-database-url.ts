import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { PlainError } from "../plain-error.ts";
import { isFreePort } from "../postgres/free-port.ts";
import { urlOf } from "../postgres/ensure-portal-database.ts";
import type { Settings } from "./settings.ts";

/**
 * Where a command on the console finds the portal's database, with the portal's own role: on the server of its operator, or in the
 * running demo of this data folder.
 * @throws PlainError where there is no demo, or none that runs.
 */
export async function portalDatabaseUrl({
  database,
  dataDir,
}: Pick<Settings, "database" | "dataDir">): Promise<string> {
  if (database !== undefined) return database.appUrl;
  const [portFile, password] = [path.join(dataDir, "portal-db/port"), path.join(dataDir, "secrets/database-app")];
  if (!existsSync(portFile) || !existsSync(password)) {
    throw new PlainError(
      `There is no demo in ${dataDir}: set DATABASE_URL for a real portal, or LAPSE_DATA for another demo.`,
    );
  }
  const port = Number(readFileSync(portFile, "utf8"));
  if (await isFreePort(port)) throw new PlainError(`The demo in ${dataDir} does not run: npm start.`);
  return urlOf(`postgresql://127.0.0.1:${port}`, "lapse_app", readFileSync(password, "utf8"), "lapse");
}
