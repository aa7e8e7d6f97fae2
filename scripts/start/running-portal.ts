import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { withLock } from "../lock.mjs";
import { PlainError } from "../plain-error.ts";
import { commandLine, identifyProcess, isRunning, parentOf, type ProcessIdentity } from "../process-identity.mjs";

const identity = z.object({ pid: z.number(), startedAt: z.string() });
const record = z.object({ process: identity, launchers: z.array(identity), port: z.number() });
type RunningPortal = z.infer<typeof record>;

const fileIn = (dataDir: string) => path.join(dataDir, "run/portal.json");

/**
 * Makes this process the only portal on the data folder and returns how to give it up. A portal whose launcher was
 * killed (`kill -9` of npm leaves its child running) is stopped first; one that somebody still holds is refused.
 */
export async function claimDataFolder(dataDir: string, port: number, log: (line: string) => void): Promise<() => void> {
  const lock = path.join(dataDir, "run/claim.lock");
  return withLock(
    lock,
    () => undefined,
    async () => {
      const found = readRunning(dataDir);
      if (found !== undefined) await endAbandoned(found, dataDir, log);
      const launchers = launchersOf(process.pid);
      const self = identifyProcess(process.pid);
      const file = fileIn(dataDir);
      writeFileSync(`${file}.new`, JSON.stringify({ process: self, launchers, port }), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      return () => rmSync(file, { force: true });
    },
  );
}

/** The portal that runs on this data folder now. */
export function readRunning(dataDir: string): RunningPortal | undefined {
  try {
    const found = record.parse(JSON.parse(readFileSync(fileIn(dataDir), "utf8")));
    return isRunning(found.process) ? found : undefined;
  } catch {
    return undefined;
  }
}

async function endAbandoned(found: RunningPortal, dataDir: string, log: (line: string) => void): Promise<void> {
  const { pid } = found.process;
  if (found.launchers.every(isRunning)) {
    throw new PlainError(
      `A portal (process ${pid}) already runs on ${dataDir}, at http://localhost:${found.port}: stop it, or set LAPSE_DATA and PORT for another one.`,
    );
  }
  log(`stopping a portal (process ${pid}) whose launcher is gone`);
  for (const [signal, patienceMs] of [["SIGTERM", 40_000] as const, ["SIGKILL", 5_000] as const]) {
    if (isRunning(found.process)) process.kill(pid, signal);
    const giveUpAt = performance.now() + patienceMs;
    while (performance.now() < giveUpAt) {
      if (!isRunning(found.process)) return;
      await sleep(50);
    }
  }
  throw new Error(`The portal (process ${pid}) does not stop`);
}

/** Who started us: our own first stage and the shell that npm puts in between, and whoever stands behind them. */
function launchersOf(pid: number): ProcessIdentity[] {
  const parent = identifyProcess(parentOf(pid) ?? 0);
  if (parent === undefined) return [];
  const [program = "", first = ""] = commandLine(parent.pid);
  const isShell = /^(ba|da|z)?sh$/.test(path.basename(program)) && first === "-c";
  const isFirstStage = first.endsWith("scripts/start.mjs");
  return (isShell || isFirstStage) && parent.pid > 1 ? [parent, ...launchersOf(parent.pid)] : [parent];
}
