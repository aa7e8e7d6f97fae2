import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { judgeScene, letLeasesRunOut, openReplica } from "./judge-scene.ts";
import type { OpenScene } from "./open-crash-site.ts";

const worker = fileURLToPath(new URL("./worker.ts", import.meta.url));
/** What a thousand starts have in common is compiled once. */
const environment = {
  ...process.env,
  NODE_COMPILE_CACHE: path.join(tmpdir(), "lapse-crash-compiled"),
  NODE_OPTIONS: "",
};

export interface Crash {
  /** Whether the process came to the point at which it was to be killed. */
  readonly reached: boolean;
  /** Every point that it passed, in order. */
  readonly points: readonly string[];
  /** What was not as it must be afterwards. */
  readonly faults: readonly string[];
}

/**
 * One scenario in a process of its own, killed at a point, or never. With two replicas another one takes its work over while it stands
 * still, before it is killed. Then a new process of the portal starts on what is left, and is judged. `more` is added to its environment.
 */
export const runCrash = async (
  openScene: OpenScene,
  stopAt: string | null,
  replicas: 1 | 2 = 1,
  more: Readonly<Record<string, string>> = {},
): Promise<Crash> => {
  const scene = await openScene();
  try {
    const given = [worker, scene.appUrl, scene.adminUrl, scene.read, scene.write, ...(stopAt === null ? [] : [stopAt])];
    const child = spawn(process.execPath, given, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...environment, ...more },
    });
    const complaints: Buffer[] = [];
    child.stderr.on("data", (bytes: Buffer) => complaints.push(bytes));
    const exited = once(child, "close") as Promise<[number | null, string | null]>;
    const [points, promised]: [string[], string[]] = [[], []];
    let reached = false;
    for await (const line of createInterface({ input: child.stdout })) {
      const [, word, what = ""] = /^(\w+) (.*)$/.exec(line) ?? [];
      if (word === "point") points.push(what);
      if (word === "promised") promised.push(what);
      if (word !== "stopped") continue;
      reached = true;
      if (replicas === 2) await takeOver(scene);
      child.kill("SIGKILL");
    }
    const [code] = await exited;
    if (!reached && code !== 0) throw new Error(`the scenario failed: ${Buffer.concat(complaints).toString("utf8")}`);
    return { reached, points, faults: await judgeScene(scene, promised) };
  } finally {
    await scene.close();
  }
};

/** The other replica finds the lease run out while the first still has its connections and whatever it holds on them. */
const takeOver = async (scene: Awaited<ReturnType<OpenScene>>): Promise<void> => {
  const { core, close } = openReplica(scene);
  await letLeasesRunOut(scene);
  await reconcileDue(core, { personId: null, via: "ticker", correlationId: "second" });
  await close();
};
