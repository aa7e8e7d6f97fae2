import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { HoldingId } from "#core/domain/ids.ts";
import type { Access, Connector } from "#core/ports/connector.ts";
import { hasServer } from "./testing/postgres-server.ts";
import { PostgresTarget } from "./testing/postgres-target.ts";

/** What an account does in order to keep something after its end, and what is left of it then. */
describe.each([15, 18].filter(hasServer))("PostgreSQL %i: what an account leaves behind", (major) => {
  let target: PostgresTarget;
  let connector: Connector;
  const open: pg.Client[] = [];
  const admin = async (sql: string, database = "orders"): Promise<Record<string, unknown>[]> =>
    target.server.admin(async (client) => (await client.query<Record<string, unknown>>(sql)).rows, database);

  /** An account that may write and create, and a session of it. */
  async function enter(database = "orders"): Promise<{ access: Access; session: pg.Client; account: string }> {
    const holdingId = `hld_${randomUUID().replaceAll("-", "")}` as HoldingId;
    const account = target.kind.accountFor("eve@example.test", holdingId);
    const access = { portalId: "prt_first", holdingId, account, entitlement: target.writing, fence: 1 };
    await connector.apply(access, new Date(Date.now() + 600_000));
    const issued = await connector.issueCredential?.(access, { endSessions: false });
    return { access, account, session: await logIn(account, issued?.password ?? "", database) };
  }

  async function logIn(user: string, password: string, database = "orders"): Promise<pg.Client> {
    const client = target.server.client(user, password, database);
    await client.connect();
    open.push(client);
    return client;
  }

  async function isGone(account: string): Promise<boolean> {
    return !(await target.hands.exists(account));
  }

  beforeAll(async () => {
    target = await PostgresTarget.start(major, () => new Date());
    connector = target.connect();
    await admin("create role friend login password 'fake-friend'; create role bob login password 'fake-bob'");
    await admin("grant create, usage on schema public to bob");
  });
  afterEach(() => Promise.all(open.splice(0).map((client) => client.end().catch(() => undefined))));
  afterAll(async () => {
    await connector.close();
    await target.stop();
  });

  it("a SECURITY DEFINER function does not outlive it, and its text is in the list", async () => {
    const { access, account, session } = await enter();
    await session.query(
      `create function public.back_door() returns text language sql security definer as 'select buyer from public.orders limit 1'`,
    );
    await session.query("grant execute on function public.back_door() to friend");
    const friend = await logIn("friend", "fake-friend");
    expect((await friend.query("select public.back_door()")).rowCount).toBe(1);
    const { quarantined } = await connector.remove(access);
    expect(quarantined.join("\n")).toMatch(/function public\.back_door\(\), dropped: CREATE OR REPLACE FUNCTION/);
    await expect(friend.query("select public.back_door()")).rejects.toThrow("does not exist");
    expect(await isGone(account)).toBe(true);
  });

  it("a function that others built upon is disabled, its owner retired, and neither gives any access", async () => {
    const { access, account, session } = await enter();
    await session.query(
      `create function public.used() returns text language sql security definer as 'select buyer from public.orders limit 1'`,
    );
    const bob = await logIn("bob", "fake-bob");
    await bob.query("create view public.bobs_view as select public.used() as buyer");
    const { quarantined } = await connector.remove(access);
    expect(quarantined.join("\n")).toContain(`role ${account}, kept without login or membership`);
    await expect(bob.query("select * from public.bobs_view")).rejects.toThrow(/permission denied|disabled/);
    await expect(admin("select public.used()")).rejects.toThrow("disabled");
    expect((await connector.observe(access)).state).toBe("absent");
    await expect(connector.apply({ ...access, fence: 9 }, new Date(Date.now() + 60_000))).rejects.toThrow("retired");
    await connector.remove({ ...access, fence: 2 });
    await bob.query("drop view public.bobs_view");
    await connector.remove({ ...access, fence: 3 });
    expect(await isGone(account)).toBe(true);
  });

  it("its tables keep their data with the quarantine role, and nobody keeps rights on them", async () => {
    const { access, account, session } = await enter();
    await session.query("create table public.copied as select * from public.orders");
    await session.query("grant all on public.copied to public, friend; grant select (id) on public.copied to bob");
    await session.query("create sequence public.counter; grant usage on sequence public.counter to friend");
    const friend = await logIn("friend", "fake-friend");
    await friend.query("select * from public.copied");
    const { quarantined } = await connector.remove(access);
    expect(quarantined).toContain("orders: table public.copied, kept by lapse_quarantine");
    await expect(friend.query("select * from public.copied")).rejects.toThrow("permission denied");
    await expect((await logIn("bob", "fake-bob")).query("select id from public.copied")).rejects.toThrow(
      "permission denied",
    );
    await expect(friend.query("select nextval('public.counter')")).rejects.toThrow("permission denied");
    expect(await admin("select tableowner from pg_tables where tablename = 'copied'")).toEqual([
      { tableowner: "lapse_quarantine" },
    ]);
    expect(await admin("select count(*) > 0 as kept from public.copied")).toEqual([{ kept: true }]);
    expect(await isGone(account)).toBe(true);
  });

  it("a view, a rule and triggers do nothing any more", async () => {
    const { access, account, session } = await enter();
    await session.query(
      "create view public.window_on as select * from public.orders; grant select on public.window_on to public",
    );
    await session.query(
      "create table public.bait (id int); create table public.caught (who text); grant insert on public.caught to public",
    );
    await session.query(
      "create rule spy as on insert to public.bait do also insert into public.caught values (current_user)",
    );
    await session.query(
      "create function public.spy() returns trigger language plpgsql as $$begin insert into public.caught values (current_user); return new; end$$",
    );
    await session.query("create trigger spy before insert on public.orders for each row execute function public.spy()");
    await session.query("create trigger spy before update on public.bait for each row execute function public.spy()");
    const friend = await logIn("friend", "fake-friend");
    await friend.query("select * from public.window_on");
    await connector.remove(access);
    await expect(friend.query("select * from public.window_on")).rejects.toThrow("does not exist");
    await admin(
      "insert into public.orders values (1000, 'admin'); insert into public.bait values (1); update public.bait set id = 2",
    );
    expect(await admin("select * from public.caught")).toEqual([]);
    expect(await isGone(account)).toBe(true);
  });

  it("default privileges, schemas, types, large objects, publications and operators are dealt with", async () => {
    const { access, account, session } = await enter();
    await session.query("alter default privileges grant all on tables to friend");
    await session.query(
      "create schema den; create table den.inside (id int); grant usage on schema den to friend; grant select on den.inside to friend",
    );
    await session.query(
      "create type public.mood as enum ('sad'); create domain public.positive as int check (value > 0)",
    );
    await session.query("select lo_from_bytea(77, 'secret'); grant select on large object 77 to friend");
    await session.query("create function public.minus(int, int) returns int language sql as 'select $1 - $2'");
    await session.query(
      "create operator public.-- (leftarg = int, rightarg = int, function = public.minus)".replace("--", "<->"),
    );
    await session.query("create aggregate public.subtract (int) (sfunc = public.minus, stype = int, initcond = '0')");
    await session.query(
      "create table public.own (id int default public.minus(3, 2)); create publication leak for table public.own",
    );
    await session.query("create temp table scratch (id int)");
    const { quarantined } = await connector.remove(access);
    for (const kind of [
      "default acl",
      "schema den",
      "type public.mood",
      "large object 77",
      "publication leak",
      "aggregate",
      "operator",
    ]) {
      expect(quarantined.join("\n")).toContain(kind);
    }
    const friend = await logIn("friend", "fake-friend");
    await expect(friend.query("select * from den.inside")).rejects.toThrow("permission denied");
    await expect(friend.query("select lo_get(77)")).rejects.toThrow("permission denied");
    expect(await isGone(account)).toBe(true);
    await admin(
      "drop schema den cascade; drop table public.own; select lo_unlink(77); drop type public.mood; drop domain public.positive",
    );
  });

  it("what it left in several databases is dealt with in all of them", async () => {
    const { access, account, session } = await enter();
    await session.query("create table public.here (id int)");
    const name = target.odd[0]?.resource ?? "";
    await admin("grant create on schema public to public", name);
    const issued = await connector.issueCredential?.(access, { endSessions: false });
    await (await logIn(account, issued?.password ?? "", name)).query("create table public.there (id int)");
    const { quarantined } = await connector.remove(access);
    const kept = ["orders: table public.here", `${name}: table public.there`].map(
      (one) => `${one}, kept by lapse_quarantine`,
    );
    expect(new Set(quarantined)).toEqual(new Set(kept));
    expect(await isGone(account)).toBe(true);
    await admin("drop table public.here");
  });

  it("a database that cannot be entered is named, and meanwhile the account has no access", async () => {
    const { access, account, session } = await enter();
    await session.query("create table public.hidden (id int)");
    await session.end();
    await admin("alter database orders allow_connections false", "postgres");
    try {
      await expect(connector.remove(access)).rejects.toThrow(`left something in "orders"`);
      expect((await connector.observe(access)).state).toBe("partial");
      const [role] = await admin(
        `select rolcanlogin, (select count(*)::int from pg_auth_members where member = r.oid) as memberships from pg_roles r where rolname = '${account}'`,
        "postgres",
      );
      expect(role).toEqual({ rolcanlogin: false, memberships: 0 });
    } finally {
      await admin("alter database orders allow_connections true", "postgres");
    }
    await connector.remove(access);
    expect(await isGone(account)).toBe(true);
    await admin("drop table public.hidden");
  });

  it("memberships that it passed on end with it, further ones too", async () => {
    const { access, account, session } = await enter();
    await admin(`grant orders_read to ${account} with admin option`);
    await session.query("grant orders_read to friend with admin option");
    const friend = await logIn("friend", "fake-friend");
    await friend.query("grant orders_read to bob");
    const bob = await logIn("bob", "fake-bob");
    await bob.query("select buyer from public.orders");
    await admin(`grant ${account} to bob`);
    await connector.remove(access);
    await expect(friend.query("select buyer from public.orders")).rejects.toThrow("permission denied");
    await expect(bob.query("select buyer from public.orders")).rejects.toThrow("permission denied");
    expect(await isGone(account)).toBe(true);
  });

  it("rights that it passed on with a grant option end, and a grant of others to it does not keep it alive", async () => {
    const { access, account, session } = await enter();
    await admin("create table if not exists public.secrets (id int, word text)");
    await admin(
      `grant select on public.secrets to ${account} with grant option; grant update (word) on public.secrets to ${account} with grant option`,
    );
    await session.query(
      "grant select on public.secrets to friend with grant option; grant update (word) on public.secrets to bob",
    );
    const friend = await logIn("friend", "fake-friend");
    await friend.query("grant select on public.secrets to bob");
    const bob = await logIn("bob", "fake-bob");
    await bob.query("select * from public.secrets");
    const { quarantined } = await connector.remove(access);
    await expect(friend.query("select * from public.secrets")).rejects.toThrow("permission denied");
    await expect(bob.query("select * from public.secrets")).rejects.toThrow("permission denied");
    await expect(bob.query("update public.secrets set word = ''")).rejects.toThrow("permission denied");
    expect(quarantined.join("\n")).toContain(`role ${account}, kept without login or membership`);
    expect(await connector.observe(access)).toMatchObject({ state: "absent", liveSessions: [] });
    await admin(`revoke all on public.secrets from ${account}; revoke update (word) on public.secrets from ${account}`);
    await connector.remove({ ...access, fence: 2 });
    expect(await isGone(account)).toBe(true);
  });

  it("a lock on its own role does not keep it in", async () => {
    const { access, account, session } = await enter();
    await session.query("begin; alter role current_user password 'fake-own'");
    await connector.remove(access);
    expect(await isGone(account)).toBe(true);
  });

  it("a prepared transaction does not keep it in, and can no longer be committed", async () => {
    const { access, account, session } = await enter();
    await session.query(
      "begin; alter role current_user password 'fake-own'; insert into public.orders values (2000, 'later'); prepare transaction 'it''s'",
    );
    await connector.remove(access);
    expect(await isGone(account)).toBe(true);
    expect(await admin("select * from pg_prepared_xacts")).toEqual([]);
    expect(await admin("select * from public.orders where id = 2000")).toEqual([]);
  });

  it("somebody who logs in again and again does not keep it in", async () => {
    const { access, account, session } = await enter();
    const password = (await connector.issueCredential?.(access, { endSessions: false }))?.password ?? "";
    let going = true;
    let entered = 0;
    const storm = Array.from({ length: 4 }, async () => {
      while (going) {
        const client = target.server.client(account, password, "orders");
        try {
          await client.connect();
          entered += 1;
          // Half of them hold a lock on the role, half change it without a pause.
          const touch = `alter role current_user password '${password}'`;
          if (entered % 2 === 0) await client.query(`begin; ${touch}`);
          else for (;;) await client.query(touch);
        } catch {
          await client.end().catch(() => undefined);
        }
      }
    });
    await expect.poll(() => entered).toBeGreaterThan(0);
    await connector.remove(access);
    going = false;
    await Promise.all(storm);
    expect(await isGone(account)).toBe(true);
    expect(await admin(`select pid from pg_stat_activity where usename is null and usesysid is not null`)).toEqual([]);
    await expect(session.query("select 1")).rejects.toThrow();
  });

  it("a quarantine role with login or rights is refused before anything is handed to it", async () => {
    const { access, account, session } = await enter();
    await session.query("create table public.kept_back (id int)");
    for (const [bad, good] of [
      ["alter role lapse_quarantine login", "alter role lapse_quarantine nologin"],
      ["grant orders_read to lapse_quarantine", "revoke orders_read from lapse_quarantine"],
    ] as const) {
      await admin(bad);
      await expect(connector.remove(access)).rejects.toThrow("quarantine role");
      await admin(good);
    }
    await connector.remove(access);
    expect(await isGone(account)).toBe(true);
    await admin("drop table public.kept_back");
  });
});

for (const major of [15, 18].filter((one) => !hasServer(one))) {
  it.skip(`DID NOT RUN: no PostgreSQL ${major} here; apt-get install --no-install-recommends postgresql-${major}`);
}
