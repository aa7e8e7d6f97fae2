import type { Database } from "../client.ts";
import { sqlState } from "../sql-state.ts";
import { commitStatement } from "./commit-statement.ts";
import { commitUnheld } from "./commit-unheld.ts";
import { inOrderOfEffect } from "./in-order-of-effect.ts";
import { retryPassing } from "./retry-passing.ts";
import { commitsOf, conflict, type Verdict } from "./verdict.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Transition } from "#core/domain/transition.ts";
import type { Commit, Store } from "#core/ports/store.ts";

const uniqueViolation = "23505";

export const createStore = (prisma: Database): Store => {
  const attempt = (by: Actor, batch: readonly Transition[]): Promise<readonly Commit[]> => {
    // What the first statement need not say, as where a window is over, the next one does.
    let isHopeful = true;
    const [alone] = batch;
    return retryPassing(async () => {
      if (alone && alone.unheld.length > 0) return commitsOf(await commitUnheld(prisma, by, alone));
      const { text, values } = commitStatement(by, batch, isHopeful);
      isHopeful = false;
      return commitsOf(await prisma.$queryRawUnsafe<Verdict[]>(text, ...values));
    });
  };

  /** An insert that met an existing row undoes the whole statement, so its batch goes again one by one. */
  const commitRun = async (by: Actor, run: readonly Transition[]): Promise<readonly Commit[]> => {
    try {
      return await attempt(by, run);
    } catch (error) {
      if (sqlState(error) !== uniqueViolation) throw error;
      if (run.length === 1) return [conflict];
      const commits: Commit[] = [];
      for (const transition of run) commits.push(...(await commitRun(by, [transition])));
      return commits;
    }
  };

  return {
    commit: async (by, transitions) => {
      const commits: Commit[] = [];
      for (const run of inOrderOfEffect(transitions)) commits.push(...(await commitRun(by, run)));
      return commits;
    },
  };
};
