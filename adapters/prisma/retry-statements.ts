import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";

/** Serialisation failure and deadlock: nothing of the statement was done, and the same again may do better. */
const passing: readonly unknown[] = ["40001", "40P01"];
const retryForMs = 5_000;

/**
 * Makes a pool run a statement again that the server gave up in favour of another. Every statement of ours outside a transaction
 * is whole in itself, so that is always right. PostgreSQL rarely does so where each statement locks in one order; engines that
 * keep several copies of the data do it often, and expect it.
 */
export const retryStatements = (pool: pg.Pool): void => {
  const query = pool.query.bind(pool) as (...asked: unknown[]) => Promise<unknown>;
  const again = async (...asked: unknown[]): Promise<unknown> => {
    const startedMs = performance.now();
    for (;;) {
      try {
        return await query(...asked);
      } catch (error) {
        const state = typeof error === "object" && error !== null && "code" in error ? error.code : null;
        if (!passing.includes(state) || performance.now() - startedMs > retryForMs) throw error;
        await sleep(5 + Math.random() * 45);
      }
    }
  };
  pool.query = again as typeof pool.query;
};
