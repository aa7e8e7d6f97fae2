import type { Actor } from "#core/domain/audit/event.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

/** Each time somebody won: of so many approvals for one person at once, the last still finds its turn. */
const attempts = 32;

/** What a use case wants written, and what it answers once that is done. */
export interface Decided<T> {
  readonly transition: Transition;
  readonly value: T;
}

/**
 * Loads and judges, then commits what was judged. Where somebody else was faster, or the clock passed a deadline in between,
 * it judges the new state instead: so the answer is always that of some order of everything that ran at once (promise 7).
 * `busy` only after losing many times in a row.
 */
export const commitDecided = async <T, E extends string>(
  core: Pick<Core, "clock" | "store">,
  actor: Actor,
  decide: (now: Date) => Promise<Result<Decided<T>, E>>,
): Promise<Result<T, E | "busy">> => {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const decided = await decide(await core.clock.now());
    if (!decided.ok) return decided;
    const [commit] = await core.store.commit(actor, [decided.value.transition]);
    if (commit?.done) return ok(decided.value.value);
  }
  return refuse("busy");
};
