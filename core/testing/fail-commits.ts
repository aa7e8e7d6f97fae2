import pg from "pg";

/** One in so many statements that write is answered by a serialisation failure, without having been run. */
const oneIn = 5;

interface Asked {
  readonly text: string;
}

/**
 * Makes the driver answer a fifth of all writes as a distributed engine does when two of them meet. Only statements outside a
 * transaction: those the pool itself asks, with a callback.
 */
export const failCommits = (pool: pg.Pool): void => {
  let writes = 0;
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
    const sometimes = (...asked: unknown[]): unknown => {
      const callback = asked.at(-1);
      const text = typeof asked[0] === "string" ? asked[0] : (asked[0] as Asked).text;
      const isWrite = /\b(INSERT INTO|UPDATE "|DELETE FROM)/.test(text);
      if (typeof callback !== "function" || !isWrite || ++writes % oneIn !== 0) return query(...asked);
      const failure = new pg.DatabaseError("restart transaction: serialisation failure", 0, "error");
      failure.code = "40001";
      setImmediate(callback as (error: Error) => void, failure);
      return undefined;
    };
    client.query = sometimes as typeof client.query;
  });
};
