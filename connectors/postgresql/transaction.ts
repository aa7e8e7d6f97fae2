import type pg from "pg";
import { sqlState } from "./target-error.ts";

/**
 * Runs the statements as one transaction. COMMIT is sent on its own, so that a call whose time is up in between has no
 * effect: the server rolls back what its caller no longer commits.
 */
export async function transaction(client: pg.Client, statements: readonly string[]): Promise<void> {
  try {
    await client.query(["begin", ...statements].join(";\n"));
    await client.query("commit");
  } catch (error) {
    // Only where the server answered: one that did not would be waited for once more, and the call ends the line anyway.
    if (sqlState(error) !== undefined) await client.query("rollback").catch(() => undefined);
    throw error;
  }
}
