import { readFileSync } from "node:fs";
import { escapeIdentifier, escapeLiteral, type Client } from "pg";
import type {
  ConformanceTarget,
  ConnectOptions,
  Hands,
  LiveAccess,
} from "#connectors/conformance/conformance-target.ts";
import type { Connector, MappedEntitlement } from "#core/ports/connector.ts";
import { postgresql } from "../postgresql.ts";
import { postgresqlMapping } from "../settings.ts";
import { PostgresServer } from "./postgres-server.ts";

export const connectorPassword = "fake-connector-password";

const oddNames = [
  `ro"le'; drop role postgres; --`,
  "Größe 名前 🗝",
  String.raw`100%s %I $1 \n \\`,
  " spaces  and\u00a0more ",
  "select",
  `${"é".repeat(31)}x`,
];

export function entitlement(role: string, database = "orders"): MappedEntitlement {
  return { resource: database, action: role, mapping: { role, database } };
}

/** A cluster as an administrator would set it up, and the hands of one. */
export class PostgresTarget implements ConformanceTarget {
  readonly kind = postgresql;
  readonly reading = entitlement("orders_read");
  readonly writing = entitlement("orders_write");
  readonly odd = oddNames.map((name) => entitlement(name, name));
  readonly missing = entitlement("no_such_role");
  readonly server: PostgresServer;
  readonly now: () => Date;
  readonly major: number;
  readonly settings: Record<string, unknown>;
  readonly hands: Hands;

  private constructor(server: PostgresServer, major: number, now: () => Date) {
    this.now = now;
    this.server = server;
    this.major = major;
    this.settings = { host: "127.0.0.1", port: server.port, sslMode: "disable", statementTimeoutMs: 1_500 };
    this.hands = handsOn(server, this.grantedByConnector);
  }

  static async start(major: number, now: () => Date, settings: Record<string, string> = {}): Promise<PostgresTarget> {
    const target = new PostgresTarget(await PostgresServer.start(major, settings), major, now);
    const setUp = ["set-up.sql", "set-up-enforce.sql"]
      .map((name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8"))
      .join("\n");
    await target.server.admin(async (admin) => {
      await admin.query(setUp);
      await admin.query(`alter role lapse_connector password ${escapeLiteral(connectorPassword)}`);
    });
    await target.makeDatabase("orders", "orders_read", "orders_write");
    for (const name of oddNames) await target.makeDatabase(name, name, null);
    return target;
  }

  /** What the connector granted, an administrator takes back in its name (16 and newer). */
  get grantedByConnector(): string {
    return this.major < 16 ? "" : " granted by lapse_connector";
  }

  get address(): { host: string; port: number } {
    return { host: "127.0.0.1", port: this.server.port };
  }

  async makeDatabase(database: string, reader: string, writer: string | null): Promise<void> {
    const options = this.major < 16 ? "admin option" : "admin true, inherit false, set false";
    const { server } = this;
    await server.admin(async (admin) => {
      for (const role of [reader, ...(writer === null ? [] : [writer])]) {
        await admin.query(`create role ${escapeIdentifier(role)} nologin`);
        await admin.query(`grant ${escapeIdentifier(role)} to lapse_connector with ${options}`);
      }
      await admin.query(`create database ${escapeIdentifier(database)}`);
    });
    await server.admin(async (admin) => {
      await admin.query(
        "create table public.orders (id int primary key, buyer text); insert into orders values (1, 'Ada')",
      );
      await admin.query(`grant select on public.orders to ${escapeIdentifier(reader)}`);
      if (writer === null) return;
      await admin.query(`grant select, insert, trigger on public.orders to ${escapeIdentifier(writer)}`);
      await admin.query(`grant create on schema public to ${escapeIdentifier(writer)}`);
      await admin.query(`grant create on database ${escapeIdentifier(database)} to ${escapeIdentifier(writer)}`);
    }, database);
  }

  connect({ address = this.address, portalNow }: ConnectOptions = {}): Connector {
    return postgresql.connect({
      settings: { ...this.settings, ...address },
      secret: connectorPassword,
      resolveAddress: (host) => Promise.resolve(host),
      portalNow: portalNow ?? (() => Promise.resolve(this.now())),
    });
  }

  prepareAccount(): Promise<void> {
    return Promise.resolve();
  }

  async logIn(account: string, password: string | null, { mapping }: MappedEntitlement): Promise<LiveAccess> {
    const client = this.server.client(account, password ?? "", postgresqlMapping.parse(mapping).database);
    await client.connect();
    return {
      canRead: () => succeeds(client, "select buyer from public.orders"),
      canWrite: () => succeeds(client, "insert into public.orders select max(id) + 1 from public.orders"),
      isAlive: () => succeeds(client, "select 1"),
      close: () => client.end().catch(() => undefined),
    };
  }

  readonly isEffect = (bytes: Buffer): boolean =>
    /\bcommit[;\0]|lapse\.take_membership\(/.test(bytes.toString("latin1"));

  readonly tooMuch = (): Buffer => {
    const fields = Buffer.from("SFATAL\0C53300\0Msorry, too many clients already\0\0");
    const error = Buffer.concat([Buffer.from("E\0\0\0\0"), fields]);
    error.writeInt32BE(fields.length + 4, 1);
    return Buffer.concat([error, Buffer.from("Z\0\0\0\x05I")]);
  };

  async crash(): Promise<void> {
    await this.server.end("SIGQUIT");
    await this.server.run();
  }

  stop(): Promise<void> {
    return this.server.remove();
  }
}

async function succeeds(client: Client, sql: string): Promise<boolean> {
  try {
    await client.query(sql);
    return true;
  } catch {
    return false;
  }
}

function handsOn(server: PostgresServer, grantedByConnector: string): Hands {
  const run = async (sql: string): Promise<void> => {
    await server.admin((admin) => admin.query(sql));
  };
  const role = ({ mapping }: MappedEntitlement): string => escapeIdentifier(postgresqlMapping.parse(mapping).role);
  return {
    takeAway: (account, from) => run(`revoke ${role(from)} from ${escapeIdentifier(account)}${grantedByConnector}`),
    widen: (account) => run(`grant orders_write to ${escapeIdentifier(account)}`),
    destroy: (account) => run(`drop role ${escapeIdentifier(account)}`),
    makeForeign: (account) => run(`create role ${escapeIdentifier(account)} login`),
    giveStanding: (accounts, to) =>
      run(accounts.map((name) => `create role ${escapeIdentifier(name)} login in role ${role(to)}`).join(";")),
    exists: async (account) => {
      const { rowCount } = await server.admin((admin) =>
        admin.query("select from pg_roles where rolname = $1", [account]),
      );
      return rowCount === 1;
    },
  };
}
