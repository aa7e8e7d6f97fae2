import type { Actor } from "#core/domain/audit/event.ts";
import type { EndScope } from "#core/domain/grant/end-scope.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { Transition } from "#core/domain/transition.ts";

/** What a scope reaches: grants that are not over, those of them that are live, and pending requests of the person. */
export interface Reach {
  readonly grants: number;
  readonly live: number;
  readonly people: number;
  readonly targets: number;
  readonly requests: number;
}

/** What is done to the rows of a scope. Pure: it is asked again when the whole has to be tried again. */
export interface SweepPlan {
  /** First of all, with everything that is locked counted. */
  begin(reach: Reach, now: Date): Transition;
  /** A few thousand at a time: the open grants of these holdings that the scope reaches. One step for all of them. */
  grants(grants: readonly Grant[], holdings: readonly Holding[], now: Date): Transition;
  /** A pending request of the person. Refused by its own window, it has lapsed meanwhile, which is as good. */
  request(request: Request, now: Date): Transition;
}

/** The second door for state changes, for everything of a scope at once. Each step still goes the way of `Store.commit`. */
export interface Sweeps {
  reach(scope: EndScope): Promise<Reach>;
  /**
   * Does what the plan says to everything that the scope reaches, in one transaction. No decision is committed meanwhile, and
   * no row of the scope changes: it waits for what was being written before, sees it, and whoever comes later sees this.
   */
  sweep(by: Actor, scope: EndScope, plan: SweepPlan): Promise<Reach>;
}
