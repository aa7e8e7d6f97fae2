import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { withLock } from "./lock.mjs";
import { say, step } from "./progress.mjs";

/** Installs exactly what package-lock.json says, unless that is what node_modules holds already. */
export async function installPackages(root) {
  if (isInstalled(root)) return;
  const name = createHash("sha256").update(root).digest("hex").slice(0, 12);
  const lock = path.join(os.tmpdir(), `lapse-install-${os.userInfo().uid}-${name}.lock`);
  await step("packages installed", () =>
    withLock(
      lock,
      () => say("another start is installing them; waiting"),
      async (alsoHeldBy) => {
        if (!isInstalled(root)) await npmInstall(root, alsoHeldBy);
      },
    ),
  );
  if (!existsSync(nodeOf(root))) {
    throw new Error("The package `node` is incomplete: its install script must run (npm config get ignore-scripts).");
  }
}

const nodeOf = (root) => path.join(root, "node_modules/node/bin/node");

/** npm writes node_modules/.package-lock.json last, so an install that was killed does not look finished. */
function isInstalled(root) {
  const wanted = packagesOf(path.join(root, "package-lock.json"));
  const found = packagesOf(path.join(root, "node_modules/.package-lock.json"));
  if (wanted === undefined || found === undefined || !existsSync(nodeOf(root))) return false;
  return Object.entries(wanted).every(
    // Optional packages are those of other platforms.
    ([where, { version, optional }]) => where === "" || optional || found[where]?.version === version,
  );
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * Not `npm ci`: that refuses a lock file without entries for the packages of other platforms, which a registry that does not
 * serve them cannot give. `--no-save` keeps to the lock file and leaves it as it is.
 */
function npmInstall(root, alsoHeldBy) {
  const options = [
    "install",
    "--no-save",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const npm = process.env.npm_execpath;
  const [program, args] = npm?.endsWith(".js") ? [process.execPath, [npm, ...options]] : ["npm", options];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let words = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (words += chunk));
    child.on("spawn", () => alsoHeldBy(child.pid));
    child.on("error", (error) => reject(new Error(`npm does not start: ${error.message}`)));
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`npm install failed.\n${words.trim()}`))));
  });
}
