import type pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { preparedStatement } from "./prepared-statement.ts";
import { sqlState, TargetStateError } from "./target-error.ts";

const patienceMs = 5_000;
const betweenRoundsMs = 20;
/** A change that takes longer is taken to be held up: most are done sooner, and need no second connection. */
const heldUpMs = 100;

/** By the role's number, which its sessions keep even when the role is gone. A row for each that was told to end. */
export const terminate = preparedStatement(
  "end_sessions",
  "oid",
  "select pg_terminate_backend(pid) from pg_stat_activity where usesysid = $1",
);

/** Tells the sessions that are open now to end; returns how many there were. */
export async function terminateSessions(client: pg.Client, oid: string): Promise<number> {
  return (await client.query(terminate.execute(oid))).rowCount ?? 0;
}

/** Ends every session of the role, and returns when none is left; throws when one does not end. */
export async function endSessions(client: pg.Client, oid: string): Promise<void> {
  const giveUpMs = performance.now() + patienceMs;
  for (;;) {
    const open = await terminateSessions(client, oid);
    if (open === 0) return;
    if (performance.now() > giveUpMs) throw new TargetStateError(`${open} sessions of the account do not end`);
    await sleep(betweenRoundsMs);
  }
}

/**
 * Runs `work`, a change to the role, while `clear` is repeated beside it. A session of the account may hold a lock on
 * its own role (`BEGIN; ALTER ROLE … PASSWORD …`) for as long as it lives, or change the role again and again, so that
 * the server says "tuple concurrently updated" to whoever comes second: then it is tried again.
 */
export async function whileClearing<T>(clear: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const working = persist(work);
  // Its failure is thrown at the end; meanwhile it must not count as unhandled.
  const over = working.then(
    () => true,
    () => true,
  );
  let waitMs = heldUpMs;
  while (!(await Promise.race([over, sleep(waitMs, false)]))) {
    await clear();
    waitMs = betweenRoundsMs;
  }
  return working;
}

async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (const giveUpMs = performance.now() + patienceMs; ;) {
    try {
      return await work();
    } catch (error) {
      if (sqlState(error) !== "XX000" || performance.now() > giveUpMs) throw error;
    }
  }
}
