import type { Grant } from "#core/domain/grant/grant.ts";
import { nextDue } from "#core/domain/holding/desired-holding.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import { owedStep } from "#core/domain/holding/owed-step.ts";
import { together, type Transition, transition, update, type Write } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { Round, Stepped } from "#core/usecases/reconcile/round.ts";

/**
 * Commits what a round decided. Anything that changed meanwhile (a return, an extension, another grant, another claim) refuses
 * it, and the next round looks again: what was done at the target stays true there and is read back then.
 */
export const commitRound = async (core: Core, round: Round, decided: Transition): Promise<Round | "changed"> => {
  const known = round.lease.held();
  const step = stillHeld(decided, known.until);
  const [commit] = await core.store.commit(round.actor, [step]);
  if (!commit?.done) return "changed";
  const { holding, grants } = written(round, step.writes);
  // A renewal meanwhile is undone by that write, whichever came first.
  if (holding !== round.holding) round.lease.wrote(known);
  return { ...round, holding, grants, now: commit.at };
};

/**
 * A holding that stays in hand keeps its lease as it was renewed last. As it was read with the claim it may be over by now: another
 * worker would claim it, and count calls of this one as begun before that.
 */
const stillHeld = (step: Transition, leaseUntil: Date): Transition => ({
  ...step,
  writes: step.writes.map((write) =>
    write.table === "Holding" && write.row.leaseUntil ? { ...write, row: { ...write.row, leaseUntil } } : write,
  ),
});

/** What a round saw at the target: how the holding is now, and what that means for its grants. */
interface Outcome {
  readonly holding: Partial<Holding>;
  readonly steps: readonly Transition[];
  readonly now: Date;
}

/** Commits what was seen. Where nothing more is owed for now, the claim is given back with the same commit. */
export const commitOutcome = async (
  core: Core,
  round: Round,
  { holding: changes, steps, now }: Outcome,
): Promise<Stepped> => {
  const { grants } = written(
    round,
    steps.flatMap(({ writes }) => writes),
  );
  const over = owedStep({ ...round.holding, ...changes }, grants) === null;
  const held = over ? { ...changes, ...released(grants, now) } : changes;
  const done = over ? [update("Operation", round.claimed.operation, { finishedAt: now, outcome: "done" })] : [];
  const writes = [update("Holding", round.holding, held), ...done];
  const after = await commitRound(core, round, together(transition({ writes }), ...steps));
  return over && after !== "changed" ? "released" : after;
};

/** A claim given back: nobody works on it until its next deadline. */
export const released = (grants: readonly Grant[], now: Date): Partial<Holding> => ({
  leaseUntil: null,
  attempts: 0,
  lastError: null,
  dueAt: nextDue(grants, now),
});

const written = (round: Round, writes: readonly Write[]): Pick<Round, "holding" | "grants"> => {
  const rows = writes.flatMap((write) => (write.table === "Grant" ? [write.row] : []));
  const holding = writes.find((write) => write.table === "Holding")?.row ?? round.holding;
  const grants = round.grants.map((grant) => rows.find(({ id }) => id === grant.id) ?? grant);
  return { holding, grants: grants.filter(({ status }) => status !== "ended") };
};
