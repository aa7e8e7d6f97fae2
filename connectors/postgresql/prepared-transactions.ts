import { escapeIdentifier, escapeLiteral } from "pg";
import type { Call } from "./target-calls.ts";

const prepared = "select gid, database from pg_prepared_xacts where owner = $1";

/**
 * Rolls back what the account prepared for a two-phase commit. It outlives sessions, holds its locks for ever, and
 * could still be committed. Only its owner may end it: `join` lets the connector act as the account.
 */
export async function rollBackPrepared(call: Call, account: string, join: string): Promise<void> {
  const { rows } = await call.main.query<{ gid: string; database: string }>(prepared, [account]);
  if (rows.length > 0) await call.main.query(join);
  for (const { gid, database } of rows) {
    const client = await call.connect(database);
    await client.query(`set role ${escapeIdentifier(account)}`);
    await client.query(`rollback prepared ${escapeLiteral(gid)}`);
    await client.end();
  }
}
