import type pg from "pg";
import type { Json } from "#core/domain/audit/tree/canonical-json.ts";
import type { LeafEvent } from "#core/domain/audit/tree/leaf.ts";
import type { Log, UnsequencedEvent } from "#core/ports/log.ts";

interface State {
  readonly low: string;
  readonly horizon: string;
  readonly over: boolean;
}

type Row = { readonly [K in keyof LeafEvent]: LeafEvent[K] | null } & {
  readonly position: string;
  readonly data: Json;
  readonly commitments: Readonly<Record<string, string>>;
};

/**
 * Transactions that may have drawn a position that nobody sees yet. Whoever inserts locks the table so before the position
 * is drawn, and holds the lock until the end: of all that are over, what they wrote is there to be seen.
 */
const writing = `ARRAY(SELECT DISTINCT l.virtualtransaction FROM pg_locks l
  WHERE l.locktype = 'relation' AND l.relation = '"AuditEvent"'::regclass AND l.mode = 'RowExclusiveLock'
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/**
 * Where to look from. Positions are drawn in order, but seen in the order of commits; so the mark `low` moves to a position
 * that was the newest once (`horizon`) only when all who were writing then are over. Until then everything above `low` is
 * looked at again, however long a transaction stays open.
 */
export const createUnsequenced = (pool: pg.Pool): Pick<Log, "unsequenced"> => ({
  unsequenced: async (limit, beyond) => {
    if (beyond !== undefined) return read(pool, beyond, limit);
    const state = await readState(pool);
    if (!state) return [];
    const events = await read(pool, state.low, limit);
    if (state.over) await moveMark(pool, state, events);
    return events;
  },
});

const read = async (pool: pg.Pool, above: string, limit: number): Promise<readonly UnsequencedEvent[]> => {
  const { rows } = await pool.query<Row>({
    name: "lapse_unsequenced",
    text: unsequencedText,
    values: [above, limit],
  });
  return rows.map(toUnsequenced);
};

/**
 * All that was drawn up to the horizon is decided, and what of it is not among the events has its leaf. These themselves have
 * none yet, and get none now if we are killed: the mark stays below the first of them.
 */
const moveMark = async (pool: pg.Pool, { low, horizon }: State, events: readonly UnsequencedEvent[]): Promise<void> => {
  const [first] = events;
  if (first && BigInt(first.event.position) <= BigInt(horizon)) {
    const mark = BigInt(first.event.position) - 1n;
    if (mark > BigInt(low))
      await pool.query(`UPDATE "LogState" SET "low" = $1 WHERE "id" = 'log' AND "low" < $1`, [mark]);
    return;
  }
  // Who writes is read after the newest position, never before: whoever drew an earlier one is among them or is over.
  const { rows: found } = await pool.query<{ newest: string | null }>(`SELECT max("id") AS newest FROM "AuditEvent"`);
  const newest = found[0]?.newest ?? "0";
  if (newest === horizon && low === horizon) return;
  await pool.query(
    `UPDATE "LogState" SET "low" = "horizon", "horizon" = $1, "waitFor" = ${writing} WHERE "id" = 'log' AND "horizon" = $2`,
    [newest, horizon],
  );
};

const readState = async (pool: pg.Pool): Promise<State | undefined> => {
  const { rows } = await pool.query<State>({
    name: "lapse_log_state",
    text: `SELECT "low", "horizon", NOT ("waitFor" && ${writing}) AS over FROM "LogState" WHERE "id" = 'log'`,
  });
  return rows[0];
};

/** Leaves too are looked at above the mark alone: the planner walks both in one order, and would begin with the first there is. */
const unsequencedText = `
  SELECT e."id" AS position, e."at", e."kind", e."via", e."correlationId", e."requestId", e."grantId", e."entitlementId",
    e."targetId", e."data", e."commitments"
  FROM "AuditEvent" e
  WHERE e."id" > $1::bigint
    AND NOT EXISTS (SELECT FROM "LogLeaf" l WHERE l."eventId" = e."id" AND l."eventId" > $1::bigint)
  ORDER BY e."id" LIMIT $2::int`;

const abouts = ["requestId", "grantId", "entitlementId", "targetId"] as const;

/** What an event is not about is absent, not null. */
const toUnsequenced = ({ data, commitments, position, ...row }: Row): UnsequencedEvent => {
  const about = Object.fromEntries(abouts.flatMap((name) => (row[name] === null ? [] : [[name, row[name]]])));
  const { at, kind, via, correlationId } = row;
  return { event: { position, at, kind, via, correlationId, ...about } as LeafEvent, data, commitments };
};
