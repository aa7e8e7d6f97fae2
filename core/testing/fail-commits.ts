import pg from "pg";

/** One in so many statements that write, and one in so many transactions, is answered by a serialisation failure. */
const oneIn = 5;

interface Asked {
  readonly text: string;
}

/**
 * Makes the driver answer a fifth of all writes as a distributed engine does when two of them meet: a statement of its own, which the pool
 * asks with a callback, without having been run; a transaction at its COMMIT, when all of it is undone.
 */
export const failCommits = (pool: pg.Pool): void => {
  let writes = 0;
  let commits = 0;
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
    const sometimes = (...asked: unknown[]): unknown => {
      const callback = asked.at(-1);
      const text = typeof asked[0] === "string" ? asked[0] : (asked[0] as Asked).text;
      if (typeof callback !== "function") {
        if (!/^COMMIT\b/i.test(text) || ++commits % oneIn !== 0) return query(...asked);
        return (query("ROLLBACK") as Promise<unknown>).then(() => {
          throw failure();
        });
      }
      const isWrite = /\b(INSERT INTO|UPDATE "|DELETE FROM)/.test(text);
      if (!isWrite || ++writes % oneIn !== 0) return query(...asked);
      setImmediate(callback as (error: Error) => void, failure());
      return undefined;
    };
    client.query = sometimes as typeof client.query;
  });
};

const failure = (): pg.DatabaseError =>
  Object.assign(new pg.DatabaseError("restart transaction: serialisation failure", 0, "error"), {
    code: "40001",
    severity: "ERROR",
  });
