import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConformanceContext } from "#connectors/conformance/conformance-context.ts";
import type { SignIn } from "#core/ports/connector.ts";
import { isFull } from "#core/testing/is-full.ts";
import { hasServer } from "./testing/postgres-server.ts";
import { PostgresTarget } from "./testing/postgres-target.ts";

const setUp = readFileSync(new URL("./set-up-sign-ins.sql", import.meta.url), "utf8");
const jsonLog = {
  logging_collector: "on",
  log_destination: "jsonlog",
  log_connections: "on",
  log_filename: "one-%Y%m%d%H%M%S.log",
};

/** The newest here; the oldest too where everything is tested. */
const majors = (isFull ? [15, 18] : [18]).filter(hasServer);

describe.each(majors)("PostgreSQL %i: log-ins, told from the server's own log", (major) => {
  let context: ConformanceContext;
  let target: PostgresTarget;
  let position: string | null = null;

  beforeAll(async () => {
    target = await PostgresTarget.start(major, () => new Date(), jsonLog);
    context = new ConformanceContext(target);
  });
  afterAll(() => context.stop());

  const admin = (sql: string) => target.server.admin((client) => client.query(sql));
  const read = async () => {
    const told = await context.connector.signIns!(position);
    if ("unable" in told) throw new Error(told.unable);
    ({ position } = told);
    return told;
  };
  /** The server's collector writes a moment after the answer. */
  const readUntil = async (count: number): Promise<SignIn[]> => {
    const all: SignIn[] = [];
    const giveUpMs = performance.now() + 60_000;
    while (all.length < count && performance.now() < giveUpMs) {
      all.push(...(await read()).signIns);
      if (all.length < count) await sleep(20);
    }
    return all;
  };

  /** The log goes on in a file of another name, which a second of its own gives it. */
  const rotated = async () => {
    const files = "select count(*)::int as files from pg_ls_logdir() where name like '%.json'";
    const count = async () => (await admin(files)).rows[0] as { files: number };
    const { files: before } = await count();
    while ((await count()).files === before) {
      await admin("select pg_rotate_logfile()");
      await sleep(50);
    }
  };

  it("say what an administrator has to do, where the connector may not read them", async () => {
    expect(await context.connector.signIns!(null)).toMatchObject({ unable: /set-up-sign-ins/ });
    await admin(setUp);
    expect(await read()).toMatchObject({ signIns: [], more: false });
  });

  it("are told once each, let in and refused, with where from, and none of anybody else's", async () => {
    const access = await context.applied();
    const password = await context.secret(access);
    await context.logIn(access, password);
    await context.connector.remove(access);
    await expect(context.logIn(access, password)).rejects.toThrow();
    await expect(target.server.client("postgres", "wrong", "orders").connect()).rejects.toThrow();
    await expect(target.server.client("lapse_\u00ff\u0001", "wrong", "orders").connect()).rejects.toThrow();
    const of = { account: access.account, address: "127.0.0.1", at: expect.any(Date) as unknown };
    expect((await readUntil(3)).filter(({ account }) => account === access.account)).toEqual([
      { ...of, outcome: "let-in" },
      { ...of, outcome: "refused" },
    ]);
    expect((await read()).signIns).toEqual([]);
  });

  it("go on over the end of a file, and over one that is gone", async () => {
    await target.server
      .client("lapse_before", "wrong", "orders")
      .connect()
      .catch(() => undefined);
    await rotated();
    await target.server
      .client("lapse_after", "wrong", "orders")
      .connect()
      .catch(() => undefined);
    expect((await readUntil(2)).map(({ account }) => account)).toEqual(["lapse_before", "lapse_after"]);
    position = JSON.stringify({ file: "gone.json", byte: 7 });
    expect((await readUntil(1)).length).toBeGreaterThan(0);
  });

  it("cannot be asked of any other file, nor by anybody else", async () => {
    const as = (role: string, sql: string) =>
      target.server.admin(async (client) => {
        await client.query(`set role ${role}`);
        return (await client.query<{ file: string }>(sql)).rows;
      });
    await expect(as("lapse_connector", "select pg_read_binary_file('postgresql.conf')")).rejects.toThrow(/denied/);
    const [other] = await as("lapse_connector", "select file from lapse.sign_ins('../postgresql.conf', 0)");
    expect(other?.file).toMatch(/^one-\d+\.json$/);
    await admin("create role stranger");
    await expect(as("stranger", "select lapse.sign_ins(null, null)")).rejects.toThrow(/denied/);
  });
});
