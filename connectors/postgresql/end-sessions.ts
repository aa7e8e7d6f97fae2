import type pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { sqlState, TargetStateError } from "./target-error.ts";

const patienceMs = 5_000;
const betweenRoundsMs = 20;

/** By the role's number, which its sessions keep even when the role is gone. */
const terminate = "select pg_terminate_backend(pid) from pg_stat_activity where usesysid = $1::oid";

/** Tells the sessions that are open now to end; returns how many there were. */
export async function terminateSessions(client: pg.Client, oid: string): Promise<number> {
  return (await client.query({ name: "terminate", text: terminate, values: [oid] })).rowCount ?? 0;
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
export async function whileClearing(clear: () => Promise<unknown>, work: () => Promise<void>): Promise<void> {
  const working = persist(work);
  // Its failure is thrown at the end; meanwhile it must not count as unhandled.
  const over = working.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([over, sleep(betweenRoundsMs, false)]))) await clear();
  await working;
}

async function persist(work: () => Promise<void>): Promise<void> {
  for (const giveUpMs = performance.now() + patienceMs; ;) {
    try {
      await work();
      return;
    } catch (error) {
      if (sqlState(error) !== "XX000" || performance.now() > giveUpMs) throw error;
    }
  }
}
