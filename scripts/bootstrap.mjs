import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installPackages } from "./install-packages.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * What must happen before TypeScript can run: the packages are installed with whatever Node ≥ 20 there is, then the
 * program goes on in the Node 24 that came with them. This file and what it imports must stay plain Node 20.
 */
export async function bootstrap(program) {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) fail(`Lapse needs Node.js 20 or newer to set itself up; this is ${process.version}.`);
  try {
    await installPackages(root);
  } catch (error) {
    fail(error.message);
  }
  endWithNpm();
  const file = path.join(root, "scripts", program);
  process.env.PATH = `${path.join(root, "node_modules/.bin")}${path.delimiter}${process.env.PATH}`;
  if (major >= 24) await import(pathToFileURL(file).href);
  else handOver(file);
}

/** npm passes a SIGTERM on to the shell it runs us in, which dies of it without a word to us; so does a kill -9 of npm. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}

function handOver(file) {
  const node = path.join(root, "node_modules/node/bin/node");
  // Through the channel the child notices that we are gone, however we went, and stops what it has started.
  const child = spawn(node, [file, ...process.argv.slice(2)], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, LAPSE_BEGAN_AT: String(performance.timeOrigin) },
  });
  // Ctrl-C reaches both of us; a signal sent to our number alone must be passed on. The child decides when to end.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Node.js 24 from node_modules does not start: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
