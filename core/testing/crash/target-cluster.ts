import { readFileSync } from "node:fs";
import pg from "pg";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import { testSeal } from "#core/testing/assemble-core.ts";
import { withClient } from "#scripts/postgres/with-client.ts";

const connectorPassword = "fake-connector-password";
const setUp = readFileSync(new URL("../../../connectors/postgresql/set-up.sql", import.meta.url), "utf8");

/** Makes the test server a target as well, with one role that can be requested. More than one test file may. */
export const openTargetCluster = async (
  adminUrl: string,
): Promise<Pick<Target, "kind" | "settings" | "sealedSecret">> => {
  const { hostname, port } = new URL(adminUrl);
  await withClient(adminUrl, async (admin) => {
    await admin.query("select pg_advisory_lock(1818325605)");
    const { rowCount } = await admin.query("select from pg_roles where rolname = 'lapse_connector'");
    if (rowCount !== 0) return;
    await admin.query(setUp);
    await admin.query(`alter role lapse_connector password ${pg.escapeLiteral(connectorPassword)};
      create role orders_write nologin;
      grant orders_write to lapse_connector with admin true, inherit false, set false`);
  });
  return {
    kind: "postgresql",
    settings: { host: hostname, port: Number(port), sslMode: "disable" },
    sealedSecret: testSeal.seal(connectorPassword),
  };
};

export const clusterMapping = { role: "orders_write", database: "postgres", connectionLimit: 5 };

/** The logins that carry this portal's marks, by the holding that each names. */
export const markedLogins = async (admin: pg.Pool): Promise<readonly string[]> => {
  const { rows } = await admin.query<{ holding: string }>(
    `SELECT substring(shobj_description(oid, 'pg_authid') FROM 'holding=(\\S+)') AS holding FROM pg_roles
     WHERE rolcanlogin AND shobj_description(oid, 'pg_authid') LIKE 'lapse portal=%'`,
  );
  return rows.map(({ holding }) => holding);
};
