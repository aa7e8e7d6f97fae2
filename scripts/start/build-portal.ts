import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generateClient } from "../generate.ts";
import { withLock } from "../lock.mjs";
import { PlainError } from "../plain-error.ts";
import { say } from "../progress.mjs";
import { root } from "./settings.ts";

const sourceFolders = ["adapters", "app", "components", "connectors", "core", "prisma", "public", "server"];

export interface BuildOptions {
  logFile: string;
  log: (line: string) => void;
  /** Ends a build that has begun. */
  cancelled: AbortSignal;
}

/** Where Next puts the build: `LAPSE_DIST`, which next.config.js reads too. */
function distDir(): string {
  return path.join(root, process.env["LAPSE_DIST"] ?? ".next");
}

export function isBuilt(): boolean {
  const stamp = path.join(distDir(), "lapse-sources");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint();
}

/** Builds the portal unless the build is that of these very sources. Two starts at once build once. */
export async function buildPortal({ logFile, log, cancelled }: BuildOptions): Promise<void> {
  const dist = distDir();
  await withLock(
    `${dist}.lock`,
    () => log("another start is building; waiting"),
    async (alsoHeldBy) => {
      if (isBuilt()) return;
      const sources = fingerprint();
      // The stamp goes first and comes last: a build that was killed in between is never taken for a whole one.
      rmSync(path.join(dist, "lapse-sources"), { force: true });
      await nextBuild(logFile, cancelled, alsoHeldBy);
      writeFileSync(path.join(dist, "lapse-sources"), sources);
    },
  );
}

async function nextBuild(logFile: string, cancelled: AbortSignal, alsoHeldBy: (pid: number) => void): Promise<void> {
  mkdirSync(path.dirname(logFile), { recursive: true });
  ownTypeScriptSettings();
  const output = openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: root,
    stdio: ["ignore", output, output],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  closeSync(output);
  const end = () => child.kill();
  cancelled.addEventListener("abort", end, { once: true });
  if (child.pid !== undefined) alsoHeldBy(child.pid);
  const code = await new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject));
  cancelled.removeEventListener("abort", end);
  cancelled.throwIfAborted();
  if (code === 0) return;
  const words = readFileSync(logFile, "utf8").trim().split("\n").slice(-40).join("\n");
  throw new PlainError(`The portal does not build:\n${words}`);
}

/** Next writes its folder's name into these settings: a copy with a folder of its own gets settings of its own too. */
function ownTypeScriptSettings(): void {
  if (!process.env["LAPSE_DIST"]) return;
  writeFileSync(`${distDir()}.tsconfig.json`, '{ "extends": "./tsconfig.json" }\n');
}

/** Changes when anything does that ends up in the build. Tests do not. */
function fingerprint(): string {
  const hash = createHash("sha256").update(process.version);
  const top = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile());
  const files = top.map((entry) => entry.name).filter((name) => /^[^.].*\.(ts|js|mjs|json)$/.test(name));
  for (const folder of sourceFolders) {
    if (!existsSync(path.join(root, folder))) continue;
    for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })) {
      if (entry.isFile()) files.push(path.join(path.relative(root, entry.parentPath), entry.name));
    }
  }
  for (const file of files.filter((name) => !/\.test\.tsx?$|^next-env\.d\.ts$|\.tsbuildinfo$/.test(name)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

// For an image, whose files cannot be written any more when it starts.
if (import.meta.main) {
  await generateClient();
  await buildPortal({ logFile: `${distDir()}.log`, log: say, cancelled: new AbortController().signal });
}
