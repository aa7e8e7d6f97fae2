import { fork } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import type { Caller } from "#core/ports/core.ts";
import type { FromRival, ToRival } from "./rival-messages.ts";
import type { RivalMoves } from "./rival-moves.ts";

const program = fileURLToPath(new URL("./rival.ts", import.meta.url));

/** At the same moment, or one after the other. */
export type Order = "together" | "own-first" | "rival-first";

/**
 * Of the rounds of a race the first two are none: each side comes first once, whatever the machine is like. So both outcomes
 * are there, and a race that only ever has one of them cannot pass for one that was run.
 */
export const orderOf = (round: number): Order => (["own-first", "rival-first"] as const)[round] ?? "together";

/** The rounds, so many beside each other. Those with an order come alone, so that nothing else is in the way of whoever is first. */
export const batchesOf = (rounds: number, together: number): readonly (readonly number[])[] => {
  const all = Array.from({ length: rounds }, (_, round) => round);
  const alone = all.filter((round) => orderOf(round) !== "together");
  const rest = all.slice(alone.length);
  const batches = Array.from({ length: Math.ceil(rest.length / together) }, (_, at) =>
    rest.slice(at * together, (at + 1) * together),
  );
  return [...alone.map((round) => [round]), ...batches];
};

export interface Rival {
  /**
   * One round: this process does `own` and the second one `move`, at the same moment unless told otherwise. Both are ready
   * before either begins; which of them is told first changes from round to round. Answers what both came to.
   */
  meet<Own, Move extends keyof RivalMoves>(
    own: () => Promise<Own>,
    move: Move,
    by: Caller,
    input: Parameters<RivalMoves[Move]>[2],
    order?: Order,
  ): Promise<readonly [Own, boolean]>;
}

/** Starts the second process on the same database; it ends with the test file. For the top level of a `*.db.test.ts`. */
export const openRival = (databaseUrl: string): Rival => {
  const child = fork(program, [databaseUrl], {
    serialization: "advanced",
    execArgv: [],
    // The driver and the engines are compiled once for all runs.
    env: { ...process.env, NODE_OPTIONS: "", NODE_COMPILE_CACHE: path.join(tmpdir(), "lapse-crash-compiled") },
  });
  const heard = new Map<string, (message: FromRival) => void>();
  const hear = (kind: FromRival["kind"], round: number) =>
    new Promise<FromRival>((resolve) => heard.set(`${kind} ${round}`, resolve));
  child.on("message", (message: FromRival) => {
    if (message.kind === "failed") throw new Error(message.why);
    heard.get(`${message.kind} ${message.kind === "open" ? 0 : message.round}`)?.(message);
  });
  const opened = hear("open", 0);
  const say = (message: ToRival): void => void child.send(message);
  beforeAll(async () => {
    await opened;
  });
  afterAll(async () => {
    child.disconnect();
    if (child.exitCode === null) await once(child, "exit");
  });
  let rounds = 0;
  return {
    meet: async (own, move, { person, session }, input, order = "together") => {
      const round = ++rounds;
      const by = { personId: person.id, sessionId: session?.id ?? null };
      const [ready, going, done] = [hear("ready", round), hear("going", round), hear("done", round)];
      say({ kind: "prepare", round, move, by, input });
      await ready;
      const first = order === "own-first" ? await own() : undefined;
      say({ kind: "go", round });
      if (first !== undefined) return [first, isDone(await done)];
      if (order === "rival-first") await done;
      else if (round % 2 === 0) await going;
      const [mine, theirs] = await Promise.all([own(), done]);
      return [mine, isDone(theirs)];
    },
  };
};

const isDone = (said: FromRival): boolean => said.kind === "done" && said.ok;
