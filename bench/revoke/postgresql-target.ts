import pg from "pg";
import { formatMark } from "#connectors/postgresql/mark.ts";
import { PostgresTarget, connectorPassword } from "#connectors/postgresql/testing/postgres-target.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { BareCalls, RevokeTarget, Seeded } from "./revoke-target.ts";

const embedded = 18;
const chunk = 200;
/** More are no faster, here and in the connector. */
const mostConnections = 8;
const entitlement = { resource: "orders", action: "orders_read", mapping: { role: "orders_read", database: "orders" } };

/**
 * A real cluster of its own, in which every access is a login role. From version 16 on whoever makes a role is its administrator, and
 * after each change of any role the server goes through all of those anew: the more there are, the longer each takes.
 */
export const startPostgresqlTarget = async (portalId: string, place: number): Promise<RevokeTarget> => {
  const target = await PostgresTarget.start(embedded, () => new Date());
  const markOf = ({ holdingId, account }: Seeded): string => {
    const access = { portalId, holdingId: holdingId as HoldingId, account, fence: 0, entitlement };
    return formatMark(access);
  };
  return {
    kind: "postgresql",
    name: `postgresql${place}`,
    settings: { ...target.settings, statementTimeoutMs: 5_000 },
    secret: connectorPassword,
    entitlements: [{ ...entitlement, mapping: { ...entitlement.mapping, connectionLimit: 5 } }],
    accountOf: (run, n) => `lapse_${run}_${n}`,
    fill: (all) =>
      target.server.admin(async (admin) => {
        // As the connector, which is then the one that made them.
        await admin.query("set session authorization lapse_connector");
        for (let at = 0; at < all.length; at += chunk) {
          const made = all.slice(at, at + chunk).map(
            (one) => `create role ${one.account} login connection limit 5 valid until 'tomorrow';
              grant orders_read to ${one.account} with admin false, inherit true, set false;
              comment on role ${one.account} is ${pg.escapeLiteral(markOf(one))};`,
          );
          await admin.query(made.join("\n"));
        }
      }),
    bareCalls: (lanes) => Promise.resolve(bareCalls(target.server.port, lanes)),
    left: () =>
      target.server.admin(async (admin) => {
        const { rows } = await admin.query<{ n: number }>(
          "select count(*)::int as n from pg_auth_members where roleid = 'orders_read'::regrole and not admin_option",
        );
        return rows[0]?.n ?? Number.NaN;
      }),
    stop: () => target.stop(),
  };
};

/** No log-in, no session, nothing owned, no role: one statement each, on connections that are kept. */
const bareCalls = (port: number, lanes: number): BareCalls => {
  const at = { host: "127.0.0.1", port, user: "lapse_connector", password: connectorPassword, database: "postgres" };
  const pool = new pg.Pool({ ...at, max: Math.min(lanes, mostConnections) });
  return {
    remove: async ({ account }) => {
      await pool.query(`alter role ${account} nologin`);
      await pool.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = $1", [account]);
      const owns = "select 1 from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = $1::regrole";
      if ((await pool.query(owns, [account])).rowCount !== 0) throw new Error(`${account} left something`);
      await pool.query(`drop role ${account}`);
    },
    isGone: async ({ account }) =>
      (await pool.query("select 1 from pg_roles where rolname = $1", [account])).rowCount === 0,
    close: () => pool.end(),
  };
};
