import type pg from "pg";
import { sqlState } from "./target-error.ts";

/**
 * Runs the statements as one transaction. COMMIT is sent on its own, so that a call whose time is up in between has no
 * effect: the server rolls back what its caller no longer commits.
 */
export async function transaction(client: pg.Client, statements: readonly string[]): Promise<void> {
  await undone(client, async () => {
    await client.query(["begin", ...statements].join(";\n"));
    await client.query("commit");
  });
}

/**
 * The same in one message, for what only takes access away: coming late, it takes nothing from anybody who should have it, since a
 * later call ends it first. Answers `then`, one statement that begins when the transaction is committed.
 */
export async function transactionThen<R>(
  client: pg.Client,
  statements: readonly string[],
  then: string,
): Promise<readonly R[]> {
  return undone(client, async () => {
    const results: unknown = await client.query(["begin", ...statements, "commit", then].join(";\n"));
    return (results as { rows: R[] }[]).at(-1)?.rows ?? [];
  });
}

async function undone<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Only where the server answered: one that did not would be waited for once more, and the call ends the line anyway.
    if (sqlState(error) !== undefined) await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
