import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLine, identifyProcess, isRunning, type ProcessIdentity } from "../process-identity.mjs";

/** Above every kernel's largest process number. */
const impossibleNumber = 99_999_999;

/** The main process of a running server, as its `postmaster.pid` describes it. */
export interface Postmaster {
  process: ProcessIdentity;
  port: number;
  status: string;
}

/**
 * The server that runs on this data folder, whoever started it: after a `kill -9` it outlives its launcher.
 * The number in the file is believed only if that process is a PostgreSQL server on this very folder.
 */
export function findPostmaster(dataDir: string): Postmaster | undefined {
  const lines = readLines(path.join(dataDir, "postmaster.pid"));
  const found = identifyProcess(Number(lines[0]));
  if (found === undefined || !servesFolder(commandLine(found.pid), dataDir)) return undefined;
  return { process: found, port: Number(lines[3]), status: lines[7]?.trim() ?? "starting" };
}

/**
 * After a crash the number in `postmaster.pid` may belong to another program by now, which PostgreSQL would take for a
 * running server. Only the number is replaced, by one that no process has: by the rest of the file PostgreSQL notices
 * that children of the crashed server still use its memory.
 */
export function disownReusedNumber(dataDir: string): void {
  const file = path.join(dataDir, "postmaster.pid");
  const [number, ...rest] = readLines(file);
  if (identifyProcess(Number(number)) === undefined || findPostmaster(dataDir) !== undefined) return;
  writeFileSync(file, [impossibleNumber, ...rest].join("\n"));
}

function servesFolder(args: readonly string[], dataDir: string): boolean {
  const program = path.basename(args[0] ?? "");
  return program === "postgres" && (args.includes(dataDir) || args.join(" ").includes(`-D ${dataDir} `));
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

/**
 * Ends a server by its number: a fast shutdown (sessions are ended, everything is written), and after 15 s an immediate
 * one, from which it recovers by its log. Returns when the process is gone.
 */
export async function stopPostmaster({ process: server }: Pick<Postmaster, "process">): Promise<void> {
  for (const [signal, patienceMs] of [["SIGINT", 15_000] as const, ["SIGQUIT", 10_000] as const]) {
    if (!isRunning(server)) return;
    process.kill(server.pid, signal);
    if (await endedWithin(server, patienceMs)) return;
  }
  throw new Error(`PostgreSQL (process ${server.pid}) does not stop`);
}

async function endedWithin(server: ProcessIdentity, limitMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + limitMs;
  while (performance.now() < giveUpAt) {
    if (!isRunning(server)) return true;
    await sleep(20);
  }
  return false;
}
