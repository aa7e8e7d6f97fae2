/** The second process. For each move: finds who makes it, says that it is ready, waits for the word, and acts. */
import type { PersonId, SessionId } from "#core/domain/ids.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { createMemoryTarget } from "#core/testing/memory-target.ts";
import type { FromRival, ToRival } from "./rival-messages.ts";
import { rivalMoves } from "./rival-moves.ts";

// What a target does is not part of these races; the first process alone drives it.
const kinds = [createMemoryTarget().kind, createMemoryTarget({ kind: "directory", accounts: "membership" }).kind];
const { core, close } = assembleCore(process.argv[2] ?? "", kinds);
const waiting = new Map<number, () => void>();
const say = (message: FromRival): void => void process.send?.(message);

const callerOf = async (at: Core, { personId, sessionId }: { personId: PersonId; sessionId: SessionId | null }) => {
  const person = await at.people.find(personId);
  if (!person) throw new Error(`${personId} is not in the directory`);
  const caller: Caller = {
    ...{ person, scopes: null, address: null, actor: { personId, via: "api", correlationId: "race" } },
    session: sessionId && (await at.sessions.find(sessionId)),
  };
  return caller;
};

const play = async ({ round, move, by, input }: Extract<ToRival, { kind: "prepare" }>): Promise<void> => {
  const caller = await callerOf(core, by);
  const word = new Promise<void>((resolve) => waiting.set(round, resolve));
  say({ kind: "ready", round });
  await word;
  say({ kind: "going", round });
  const act = rivalMoves[move] as (core: Core, caller: Caller, input: unknown) => Promise<boolean>;
  say({ kind: "done", round, ok: await act(core, caller, input) });
};

process.on("message", (message: ToRival) => {
  if (message.kind === "go") waiting.get(message.round)?.();
  else play(message).catch((error: unknown) => say({ kind: "failed", round: message.round, why: String(error) }));
});
process.on("disconnect", () => void close());
say({ kind: "open" });
