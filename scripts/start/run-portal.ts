import path from "node:path";
import { generateClient } from "../generate.ts";
import { migrate } from "../migrate.ts";
import { PlainError } from "../plain-error.ts";
import { isFreePort } from "../postgres/free-port.ts";
import { say, step } from "../progress.mjs";
import { announceDemo, announceSetup } from "./announcement.ts";
import { buildPortal, isBuilt } from "./build-portal.ts";
import { openDataFolder } from "./data-folder.ts";
import { startEmbeddedDatabases } from "./embedded-databases.ts";
import { becomePortal, portalEnvironment } from "./portal-environment.ts";
import { randomPassword } from "./portal-secrets.ts";
import { checkMigrated } from "./check-migrated.ts";
import { claimDataFolder } from "./running-portal.ts";
import { keepSecret, secretFile } from "./secret-file.ts";
import { servePortal } from "./serve-portal.ts";
import type { Settings } from "./settings.ts";

export interface RunningStart {
  /** What the console shows when everything is ready. */
  announcement: string;
  /** Ends the portal, then its databases, and gives up the data folder. */
  stop(): Promise<void>;
}

type Undo = (() => void | Promise<void>)[];

/**
 * From nothing to a served portal. Whatever it started is stopped again when a later step fails, or when `cancelled`
 * fires in between.
 */
export async function runPortal(settings: Settings, cancelled: AbortSignal): Promise<RunningStart> {
  const undo: Undo = [];
  const stop = async () => {
    for (const end of undo.splice(0).reverse()) await end();
  };
  try {
    return { announcement: await bringUp(settings, undo, cancelled), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(settings: Settings, undo: Undo, cancelled: AbortSignal): Promise<string> {
  const { dataDir, port, database } = settings;
  openDataFolder(dataDir, database === undefined ? "demo" : "portal");
  // Before anything is started: a fault found after a build of half a minute is found late.
  portalEnvironment(settings, database ?? { appUrl: "postgresql://lapse_app@127.0.0.1/lapse" });
  undo.push(await claimDataFolder(dataDir, port, say));
  if (!(await isFreePort(port))) throw new PlainError(`Port ${port} is taken by another program: set PORT.`);

  await step("database client generated", generateClient);
  if (!isBuilt()) {
    const logFile = path.join(dataDir, "logs/build.log");
    await step("portal built", () => buildPortal({ logFile, log: say, cancelled }));
  }
  cancelled.throwIfAborted();
  const announcement =
    database === undefined ? await bringUpDemo(settings, undo) : await bringUpReal(settings, database);
  cancelled.throwIfAborted();
  const portal = await step("portal alive", () => servePortal(settings));
  undo.push(() => portal.stop());
  return announcement;
}

async function bringUpDemo(settings: Settings, undo: Undo): Promise<string> {
  const { dataDir } = settings;
  const embedded = await step("PostgreSQL 18 started, for the portal and as a target", () =>
    startEmbeddedDatabases(settings, say),
  );
  undo.push(() => embedded.stop());
  const wanted = process.env["LAPSE_DEMO_PASSWORD"];
  if (wanted) keepSecret(dataDir, "demo-password", wanted);
  const password = secretFile(dataDir, "demo-password", randomPassword);
  await step("database migrated", () => migrate(embedded.portal));
  becomePortal(portalEnvironment(settings, embedded.portal));
  await step("demo company set up", async () => {
    const { seedDemo } = await import("#server/demo/seed-demo.ts");
    await seedDemo({ ordersTarget: embedded.orders, password });
  });
  return announceDemo(settings, password);
}

async function bringUpReal(settings: Settings, database: NonNullable<Settings["database"]>): Promise<string> {
  const { ownerUrl } = database;
  await (ownerUrl === undefined
    ? step("database is this version's", () => checkMigrated(database.appUrl))
    : step("database migrated", () => migrate({ ...database, ownerUrl })));
  becomePortal(portalEnvironment(settings, database));
  return announceSetup(settings);
}
