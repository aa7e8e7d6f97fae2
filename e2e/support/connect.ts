import pg from "pg";
import { portalUnderTest, superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import type { Credential } from "./ask.ts";

type Login = Pick<Credential, "host" | "port" | "database" | "username" | "password">;

/** A real connection to the target, as whoever holds the credential. The caller ends it, or the portal does. */
export async function connect({ host, port, database, username, password }: Login): Promise<pg.Client> {
  const client = new pg.Client({ host, port, database, user: username, password, connectionTimeoutMillis: 5_000 });
  // A connection that the server ends is an event here, not the end of the test.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** When the other side ended the connection, in ms since the epoch. */
export const endOf = (client: pg.Client): Promise<number> =>
  new Promise((resolve) => client.once("end", () => resolve(Date.now())));

/** Whether the target knows this login at all: asked of the target itself, as its superuser. */
export const isLoginThere = (username: string, portal = portalUnderTest()): Promise<boolean> =>
  withClient(superuserUrl("orders", portal), async (client) => {
    const { rowCount } = await client.query("select from pg_roles where rolname = $1", [username]);
    return rowCount === 1;
  });
