import type { Pool } from "pg";
import type { EventKind } from "#core/domain/audit/event.ts";
import { type Topic, topicsOf } from "#server/live/topics.ts";

export interface SeenEvent {
  readonly id: string;
  readonly at: Date;
  readonly kind: EventKind;
}

export interface ChangeFeed {
  /** What became stale since the last look. */
  poll(): Promise<ReadonlySet<Topic>>;
}

/** How far each look goes back over what was seen: an event carries the instant of its statement, and becomes visible a little later. */
const overlapMs = 1_000;

/** As many as one look reads. */
export const mostEvents = 2_000;

/** Reads the newest events after an instant, at most `mostEvents`, in any order. Without one: only the newest. */
export type ReadEvents = (after: Date | null) => Promise<readonly SeenEvent[]>;

/**
 * Follows the newest rows of the record by looking again: no counter row, no notification inside anybody's transaction.
 * Looks one second back each time and leaves out what it has told already, so nothing that commits late is missed or told twice.
 * Where more happened than one look reads, everything is stale.
 */
export const createChangeFeed = (read: ReadEvents): ChangeFeed => {
  let last: Date | null = null;
  let seen = new Map<string, number>();
  return {
    async poll() {
      const started = last;
      const events = await read(started && new Date(started.getTime() - overlapMs));
      const fresh = events.filter(({ id }) => !seen.has(id));
      for (const { id, at } of fresh) seen.set(id, at.getTime());
      const newest = Math.max(started?.getTime() ?? 0, ...events.map(({ at }) => at.getTime()));
      last = new Date(newest);
      seen = new Map([...seen].filter(([, at]) => at > newest - 2 * overlapMs));
      // The first look only finds out where the record stands.
      if (!started) return new Set();
      const wasCutOff = events.length >= mostEvents && fresh.length > 0;
      return new Set(wasCutOff ? Object.values(topicsOf).flat() : fresh.flatMap(({ kind }) => topicsOf[kind]));
    },
  };
};

/** One short range over the index on ("at", "id"). */
export const readEventsFrom =
  (pool: Pool): ReadEvents =>
  async (after) => {
    const { rows } = after
      ? await pool.query<SeenEvent>(
          `select "id"::text, "at", "kind" from "AuditEvent" where "at" > $1 order by "at" desc, "id" desc
           limit ${mostEvents}`,
          [after],
        )
      : await pool.query<SeenEvent>(
          `select "id"::text, "at", "kind" from "AuditEvent" order by "at" desc, "id" desc limit 1`,
        );
    return rows;
  };

/** What became stale in the last ten seconds. */
export const recentTopics = async (pool: Pool): Promise<readonly Topic[]> => {
  const { rows } = await pool.query<Pick<SeenEvent, "kind">>(
    `select distinct "kind" from "AuditEvent" where "at" > clock_timestamp() - interval '10 seconds'`,
  );
  return [...new Set(rows.flatMap(({ kind }) => topicsOf[kind]))];
};
