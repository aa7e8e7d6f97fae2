import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { urlOf } from "../postgres/ensure-portal-database.ts";
import { withClient } from "../postgres/with-client.ts";

/** Where the connector reaches the target, and as whom. */
export interface OrdersTarget {
  host: string;
  port: number;
  database: string;
  username: string;
  password: string;
}

/** The server keeps its log as JSON for a day, so that Lapse can see who logs in there. */
export const signInLog: Readonly<Record<string, string>> = {
  logging_collector: "on",
  log_destination: "jsonlog",
  log_connections: "on",
  log_filename: "server-%H.log",
  log_rotation_age: "60",
  log_rotation_size: "0",
  log_truncate_on_rotation: "on",
};

const connectorFolder = path.join(import.meta.dirname, "../../connectors/postgresql");

const database = "orders";
const connector = "lapse_connector";

/**
 * Makes the demo's target on a cluster of its own: a shop's database, group roles for reading and writing, and the one
 * login that Lapse gets there, which is no superuser. Completes what an earlier, interrupted run began.
 */
export async function setUpOrdersTarget(adminUrl: string, password: string): Promise<OrdersTarget> {
  await withClient(adminUrl, async (admin) => {
    await makeRoles(admin, password);
    if (!(await exists(admin, "pg_database", "datname", database))) {
      await admin.query(`create database ${database} owner orders_owner`);
    }
    // Nobody reaches a database by being known to the cluster.
    for (const name of [database, "postgres", "template1"])
      await admin.query(`revoke all on database ${name} from public`);
    await admin.query(`grant connect on database ${database} to orders_read, orders_write, ${connector}`);
  });
  await withClient(
    urlOf(adminUrl, "postgres", decodeURIComponent(new URL(adminUrl).password), database),
    async (shop) => {
      for (const name of ["set-up-sign-ins.sql", "set-up-enforce.sql"])
        await shop.query(await readFile(path.join(connectorFolder, name), "utf8"));
      const { rows } = await shop.query<{ made: boolean }>("select to_regclass('public.orders') is not null as made");
      if (rows[0]?.made === true) return;
      await shop.query("begin");
      await shop.query(await readFile(path.join(import.meta.dirname, "orders.sql"), "utf8"));
      await shop.query("commit");
    },
  );
  const { hostname, port } = new URL(adminUrl);
  return { host: hostname, port: Number(port), database, username: connector, password };
}

async function makeRoles(admin: pg.Client, password: string): Promise<void> {
  for (const role of ["orders_owner", "orders_read", "orders_write", "lapse_quarantine"]) {
    if (!(await exists(admin, "pg_roles", "rolname", role))) await admin.query(`create role ${role} nologin`);
  }
  const verb = (await exists(admin, "pg_roles", "rolname", connector)) ? "alter" : "create";
  await admin.query(`${verb} role ${connector} login createrole nosuperuser password ${pg.escapeLiteral(password)}`);
  await admin.query(`grant pg_signal_backend, pg_read_all_stats to ${connector}`);
  // The connector hands these two out and cannot use them itself. PostgreSQL 15 knows no such half: there it could.
  const { rows } = await admin.query<{ major: number }>(
    "select current_setting('server_version_num')::int / 10000 as major",
  );
  const halves = (rows[0]?.major ?? 0) >= 16;
  const hand = halves ? "with admin true, inherit false, set false" : "with admin option";
  await admin.query(`grant orders_read, orders_write to ${connector} ${hand}`);
  // REASSIGN OWNED needs the rights of both roles, and to be able to become the new owner.
  await admin.query(`grant lapse_quarantine to ${connector} ${halves ? "with inherit true, set true" : ""}`);
}

async function exists(admin: pg.Client, catalogue: string, column: string, name: string): Promise<boolean> {
  const { rowCount } = await admin.query(`select from ${catalogue} where ${column} = $1`, [name]);
  return rowCount !== 0;
}
