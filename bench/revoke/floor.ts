import type pg from "pg";
import type { BareCalls, Seeded } from "./revoke-target.ts";

interface Claimed {
  readonly id: string;
  readonly account: string;
  readonly entitlementId: string;
}

const claim = `UPDATE "Holding" h SET "leaseUntil" = clock_timestamp() + interval '60 s', "fence" = "fence" + 1
  FROM (SELECT "id" FROM "Holding" WHERE "targetId" = $1 AND "dueAt" <= clock_timestamp()
    AND ("leaseUntil" IS NULL OR "leaseUntil" <= clock_timestamp()) ORDER BY "dueAt" LIMIT $2 FOR UPDATE SKIP LOCKED) d
  WHERE h."id" = d."id" RETURNING h."id", h."account", h."entitlementId"`;

const write = `WITH g AS (UPDATE "Grant" SET "status" = 'ended', "endedAt" = clock_timestamp() WHERE "holdingId" = $1)
  UPDATE "Holding" SET "state" = 'absent', "dueAt" = NULL, "leaseUntil" = NULL WHERE "id" = $1`;

interface Floor {
  readonly pool: pg.Pool;
  readonly targetId: string;
  readonly entitlementIds: readonly string[];
  readonly calls: BareCalls;
  /** How many accesses are in hand at once. */
  readonly lanes: number;
}

/**
 * What anybody must do at least: claim a few that are due, remove each, read it back, write that it ended. No event, no record of
 * the attempt, no check of versions, no fence at the target. Answers how many it ended.
 */
export const runFloor = async ({ pool, targetId, entitlementIds, calls, lanes }: Floor): Promise<number> => {
  let ended = 0;
  const end = async ({ id, account, entitlementId }: Claimed): Promise<void> => {
    const one: Seeded = { holdingId: id, account, entitlement: entitlementIds.indexOf(entitlementId) };
    await calls.remove(one);
    if (!(await calls.isGone(one))) throw new Error(`${account} is still there`);
    await pool.query({ name: "write", text: write, values: [id] });
    ended += 1;
  };
  const claimed: Claimed[] = [];
  let claiming: Promise<void> | null = null;
  const claimMore = async (): Promise<void> => {
    claimed.push(...(await pool.query<Claimed>({ name: "claim", text: claim, values: [targetId, lanes] })).rows);
    claiming = null;
  };
  const lane = async (): Promise<void> => {
    for (;;) {
      if (claimed.length === 0) await (claiming ??= claimMore());
      const one = claimed.shift();
      if (one) await end(one);
      else if (claimed.length === 0) return;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return ended;
};
