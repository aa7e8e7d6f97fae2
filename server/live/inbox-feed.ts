import type { Pool } from "pg";

export interface InboxFeed {
  /** Who was told something since the last look. */
  poll(): Promise<ReadonlySet<string>>;
}

const overlapMs = 1_000;

interface Seen {
  readonly id: string;
  readonly recipient: string;
  readonly createdAt: Date;
}

/** Follows what arrives in inboxes, the way the change feed follows the record: looks one second back each time, and tells nothing twice. */
export const createInboxFeed = (pool: Pool): InboxFeed => {
  let last: Date | null = null;
  let seen = new Map<string, number>();
  return {
    async poll() {
      const started = last;
      const rows = await read(pool, started && new Date(started.getTime() - overlapMs));
      const fresh = rows.filter(({ id }) => !seen.has(id));
      for (const { id, createdAt } of fresh) seen.set(id, createdAt.getTime());
      const newest = Math.max(started?.getTime() ?? 0, ...rows.map(({ createdAt }) => createdAt.getTime()));
      last = new Date(newest);
      seen = new Map([...seen].filter(([, at]) => at > newest - 2 * overlapMs));
      // The first look only finds out where things stand.
      return new Set(started ? fresh.map(({ recipient }) => recipient) : []);
    },
  };
};

const most = 2_000;

const read = async (pool: Pool, after: Date | null): Promise<readonly Seen[]> => {
  const { rows } = after
    ? await pool.query<Seen>(
        `select "id", "recipient", "createdAt" from "Delivery" where "channel" = 'inbox' and "settledAt" > $1
         order by "settledAt" limit ${most}`,
        [after],
      )
    : await pool.query<Seen>(
        `select "id", "recipient", "createdAt" from "Delivery" where "channel" = 'inbox' and "settledAt" is not null
         order by "settledAt" desc limit 1`,
      );
  return rows;
};
