import type { Database } from "../client.ts";
import { sqlState } from "../sql-state.ts";
import { commitStatement } from "./commit-statement.ts";
import { inOrderOfEffect } from "./in-order-of-effect.ts";
import { retryPassing } from "./retry-passing.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Transition } from "#core/domain/transition.ts";
import type { Commit, CommitRefusal, Store } from "#core/ports/store.ts";

const uniqueViolation = "23505";

export interface Verdict {
  readonly t: number;
  readonly why: CommitRefusal | null;
  readonly at: Date;
}

export const createStore = (prisma: Database): Store => {
  const attempt = (by: Actor, batch: readonly Transition[]): Promise<readonly Commit[]> => {
    const statement = commitStatement(by, batch);
    return retryPassing(async () => (await prisma.$queryRaw<Verdict[]>(statement)).map(toCommit));
  };

  /** An insert that met an existing row undoes the whole statement, so its batch goes again one by one. */
  const commitRun = async (by: Actor, run: readonly Transition[]): Promise<readonly Commit[]> => {
    try {
      return await attempt(by, run);
    } catch (error) {
      if (sqlState(error) !== uniqueViolation) throw error;
      if (run.length === 1) return [{ done: false, why: "conflict" }];
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

const toCommit = ({ why, at }: Verdict): Commit => (why === null ? { done: true, at } : { done: false, why });
