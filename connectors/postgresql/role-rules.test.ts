import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listed } from "#connectors/conformance/listed.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access, Connector, MappedEntitlement } from "#core/ports/connector.ts";
import { whileClearing } from "./end-sessions.ts";
import { hasServer } from "./testing/postgres-server.ts";
import { entitlement, PostgresTarget } from "./testing/postgres-target.ts";

describe.each([15, 18].filter(hasServer))("PostgreSQL %i: roles", (major) => {
  let target: PostgresTarget;
  let connector: Connector;
  const admin = (sql: string): Promise<Record<string, unknown>[]> =>
    target.server.admin(async (client) => (await client.query<Record<string, unknown>>(sql)).rows, "orders");
  const soon = (): Date => new Date(Date.now() + 600_000);

  function newAccess(to: MappedEntitlement = target.reading): Access {
    const holdingId = `hld_${randomUUID().replaceAll("-", "")}` as HoldingId;
    const account = target.kind.accountFor("ada@example.test", holdingId);
    return { portalId: "prt_first", holdingId, account, entitlement: to, fence: 1 };
  }

  async function applied(to?: MappedEntitlement): Promise<Access> {
    const access = newAccess(to);
    await connector.apply(access, soon());
    return access;
  }

  async function logIn(access: Access) {
    const issued = await connector.issueCredential?.(access, { endSessions: false });
    const client = target.server.client(access.account, issued?.password ?? "", "orders");
    await client.connect();
    return { client, password: issued?.password ?? "" };
  }

  beforeAll(async () => {
    target = await PostgresTarget.start(major, () => new Date());
    connector = target.connect();
  });
  afterAll(async () => {
    await connector.close();
    await target.stop();
  });

  it("an account is a plain login role with nothing but its membership", async () => {
    const { account } = await applied();
    const [role] = await admin(`select * from pg_roles where rolname = '${account}'`);
    expect(role).toMatchObject({ rolcanlogin: true, rolinherit: true, rolconnlimit: 5 });
    for (const attribute of ["super", "createrole", "createdb", "replication", "bypassrls"]) {
      expect(role?.[`rol${attribute}`], attribute).toBe(false);
    }
    const [stored] = await admin(`select rolpassword from pg_authid where rolname = '${account}'`);
    expect(stored).toEqual({ rolpassword: null });
  });

  it("a role that an administrator renamed is ended under its new name, with its sessions, and nobody else is", async () => {
    const [access, other] = [await applied(), await applied()];
    const { client } = await logIn(access);
    const ended = new Promise((resolve) => client.once("error", resolve));
    const name = `renamed_${randomUUID().slice(0, 8)}`;
    await admin(`alter role ${access.account} rename to ${name}`);
    expect((await connector.observe(access)).state).toBe("absent");
    await connector.remove({ ...access, fence: 2 });
    expect(await admin(`select from pg_roles where rolname in ('${name}', '${access.account}')`)).toEqual([]);
    await ended;
    expect((await connector.observe(other)).state).toBe("present");
    await connector.remove({ ...access, fence: 3 });
  });

  if (major >= 16)
    it("it cannot become the role, and so makes nothing in the role's name", async () => {
      const { client } = await logIn(await applied(target.writing));
      await expect(client.query("set role orders_write")).rejects.toThrow("permission denied");
      await client.end();
    });

  it("it can neither move its deadline nor forge its mark", async () => {
    const { client } = await logIn(await applied());
    for (const sql of [
      "alter role current_user valid until 'infinity'",
      "alter role current_user connection limit 1000",
      "comment on role orders_read is 'lapse portal=prt_first holding=h fence=1'",
      `comment on role ${client.user ?? ""} is 'mine'`,
    ]) {
      await expect(client.query(sql), sql).rejects.toThrow(/permission denied|must (be|have)/);
    }
    await client.end();
  });

  it("the server keeps a verifier, and neither it nor its log ever sees the password", async () => {
    const access = await applied();
    const { client, password } = await logIn(access);
    await client.end();
    const [stored] = await admin(`select rolpassword from pg_authid where rolname = '${access.account}'`);
    expect(stored?.["rolpassword"]).toMatch(/^SCRAM-SHA-256\$4096:/);
    const log = target.server.log();
    expect(log).toContain(`alter role "${access.account}" password 'SCRAM-SHA-256$4096:`);
    expect(log).not.toContain(password);
  });

  it("a role that reaches past what can be taken away is never given", async () => {
    await admin(
      "create role too_much nologin createrole; create role program nologin in role pg_execute_server_program",
    );
    await admin("create role nested nologin in role program; create role boss nologin superuser");
    // Whoever is let in by it would stay: since 16 in the name of the role, which is still there when the account is not.
    await admin("create role gatekeeper nologin; grant orders_write to gatekeeper with admin option");
    await admin("create role within nologin in role gatekeeper");
    await admin("create database closed");
    await admin("create role locked_out nologin; revoke connect on database closed from public");
    const marked = await applied();
    const names = ["too_much", "program", "nested", "boss", "lapse_quarantine", "lapse_connector", marked.account];
    for (const to of [
      ...[...names, "gatekeeper", "within"].map((name) => entitlement(name)),
      entitlement("locked_out", "closed"),
      entitlement("orders_read", "no_such_database"),
    ]) {
      const access = newAccess(to);
      await expect(connector.apply(access, soon()), to.action).rejects.toThrow(/cannot be given|cannot connect/);
      expect((await connector.observe(access)).state).toBe("absent");
    }
  });

  // Before 16, the right to create roles is the right to give them all.
  if (major >= 16)
    it("a role that the connector may not give is an error, and leaves nothing", async () => {
      await admin("create role not_ours nologin");
      const access = newAccess(entitlement("not_ours"));
      await expect(connector.apply(access, soon())).rejects.toThrow("permission denied");
      expect((await connector.observe(access)).state).toBe("absent");
    });

  it("an account that somebody made a superuser is partial, and not called removed while it is one", async () => {
    const access = await applied();
    await admin(`alter role ${access.account} superuser`);
    expect((await connector.observe(access)).state).toBe("partial");
    await expect(connector.remove(access)).rejects.toThrow();
    expect((await connector.observe(access)).state).toBe("partial");
    await admin(`alter role ${access.account} nosuperuser`);
    await connector.remove(access);
    expect((await connector.observe(access)).state).toBe("absent");
  });

  it.each(["nologin", "valid until 'infinity'", "connection limit 50", "createdb", "bypassrls"])(
    "an account altered by hand to %s is partial",
    async (change) => {
      const access = await applied();
      await admin(`alter role ${access.account} ${change}`);
      expect((await connector.observe(access)).state).toBe("partial");
      await connector.remove(access);
      expect((await connector.observe(access)).state).toBe("absent");
    },
  );

  it("an account into which somebody was let is partial", async () => {
    const access = await applied();
    await admin(`drop role if exists guest; create role guest login; grant ${access.account} to guest`);
    expect((await connector.observe(access)).state).toBe("partial");
    await connector.remove(access);
    expect((await connector.observe(access)).state).toBe("absent");
  });

  it("holders are found through other roles; the connector, group roles and mere administrators are none", async () => {
    await admin("create role team nologin in role orders_write; create role member login in role team");
    if (major >= 16) {
      await admin("create role steward login; grant orders_write to steward with admin true, inherit false, set false");
    }
    const found = (await listed(connector.holders(target.writing))).map(({ account }) => account);
    expect(found).toContain("member");
    for (const name of ["team", "steward", "lapse_connector", "postgres"]) expect(found).not.toContain(name);
  });

  it("only what the connector may give and where it means something is found", async () => {
    await applied();
    await admin(
      "create role owner_of nologin; create table public.owned (); alter table public.owned owner to owner_of",
    );
    await admin("create role useless nologin; create role hidden nologin; grant select on public.orders to hidden");
    await admin("create role dealer nologin; grant select (buyer) on public.orders to dealer with grant option");
    await admin("create role dealing nologin in role dealer");
    await admin("grant owner_of, useless, dealer, dealing to lapse_connector with admin option");
    const found = await listed(connector.discover());
    const names = new Set(found.map(({ action }) => action));
    expect([...names].sort()).toEqual(
      [
        "dealer",
        "dealing",
        "orders_read",
        "orders_write",
        "owner_of",
        ...target.odd.map(({ action }) => action),
      ].sort(),
    );
    const description = (of: string) => found.find(({ action }) => action === of)?.description;
    expect(description("owner_of")).toContain("owns objects: what is changed in those outlives the access");
    for (const name of ["dealer", "dealing"])
      expect(description(name)).toContain(
        "may pass its rights on (GRANT OPTION): what is passed on outlives the access",
      );
    if (major >= 16) expect(description("orders_read")).not.toContain("outlives");
    else expect(description("orders_read")).toContain("its members may become it: what they make in its name outlives");
    expect(found.filter(({ action }) => action === "orders_read").map(({ resource }) => resource)).toEqual(["orders"]);
  });

  it("a change that the role's own change overtakes is made all the same", async () => {
    const { account } = await applied();
    const change = `alter role ${account} connection limit`;
    await target.server.admin(async (first) => {
      await first.query(`begin; ${change} 1`);
      let rounds = 0;
      // Once the second waits for the first, the first commits: the server then refuses the second.
      const clear = async (): Promise<void> => {
        const waiting = await admin("select from pg_stat_activity where wait_event_type = 'Lock'");
        if (waiting.length > 0) await first.query("commit");
      };
      await whileClearing(clear, async () => {
        rounds += 1;
        await admin(`${change} 2`);
      });
      expect(rounds).toBe(2);
    });
    expect(await admin(`select rolconnlimit as limit from pg_roles where rolname = '${account}'`)).toEqual([
      { limit: 2 },
    ]);
    await expect(
      whileClearing(
        () => Promise.resolve(),
        () => Promise.reject(new Error("another")),
      ),
    ).rejects.toThrow("another");
  });

  it("sessions are seen without the right to see all statistics, then as open since now at the latest", async () => {
    const access = await applied();
    const { client } = await logIn(access);
    await admin("revoke pg_read_all_stats from lapse_connector");
    const { liveSessions } = await connector.observe(access);
    await admin("grant pg_read_all_stats to lapse_connector");
    expect(liveSessions).toHaveLength(1);
    expect(Math.abs((liveSessions[0]?.since.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    await client.end();
  });
});

for (const major of [15, 18].filter((one) => !hasServer(one))) {
  it.skip(`DID NOT RUN: no PostgreSQL ${major} here; apt-get install --no-install-recommends postgresql-${major}`);
}
