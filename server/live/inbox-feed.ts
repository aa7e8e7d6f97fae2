import type { Pool } from "pg";

/** Who was told something; everybody, where it was too much to say of whom. */
interface Told {
  has(personId: string): boolean;
}

export interface InboxFeed {
  /** Who was told something since the last look. */
  poll(): Promise<Told>;
}

const overlapMs = 1_000;

/** As many as one look reads. */
export const mostDeliveries = 2_000;

export interface SeenDelivery {
  readonly id: string;
  readonly recipient: string;
  readonly settledAt: Date;
}

/** Reads the newest deliveries after an instant, at most `mostDeliveries`, in any order. Without one: only the newest. */
export type ReadDeliveries = (after: Date | null) => Promise<readonly SeenDelivery[]>;

const everybody: Told = { has: () => true };

/**
 * Follows what arrives in inboxes, the way the change feed follows the record: looks one second back each time, and tells nothing
 * twice. Where more arrived than one look reads, everybody looks.
 */
export const createInboxFeed = (read: ReadDeliveries): InboxFeed => {
  let last: Date | null = null;
  let seen = new Map<string, number>();
  return {
    async poll() {
      const started = last;
      const rows = await read(started && new Date(started.getTime() - overlapMs));
      const fresh = rows.filter(({ id }) => !seen.has(id));
      for (const { id, settledAt } of fresh) seen.set(id, settledAt.getTime());
      const newest = Math.max(started?.getTime() ?? 0, ...rows.map(({ settledAt }) => settledAt.getTime()));
      last = new Date(newest);
      seen = new Map([...seen].filter(([, at]) => at > newest - 2 * overlapMs));
      const wasCutOff = rows.length >= mostDeliveries && fresh.length > 0;
      if (started && wasCutOff) return everybody;
      // The first look only finds out where things stand.
      return new Set(started ? fresh.map(({ recipient }) => recipient) : []);
    },
  };
};

/** One short range over the index on ("channel", "settledAt"). */
export const readDeliveriesFrom =
  (pool: Pool): ReadDeliveries =>
  async (after) => {
    const { rows } = after
      ? await pool.query<SeenDelivery>(
          `select "id", "recipient", "settledAt" from "Delivery" where "channel" = 'inbox' and "settledAt" > $1
           order by "settledAt" desc, "id" desc limit ${mostDeliveries}`,
          [after],
        )
      : await pool.query<SeenDelivery>(
          `select "id", "recipient", "settledAt" from "Delivery" where "channel" = 'inbox' and "settledAt" is not null
           order by "settledAt" desc limit 1`,
        );
    return rows;
  };
