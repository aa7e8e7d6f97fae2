import { activeRead, ask, grantIn, reveal, type ShownRequest, succeed } from "./support/ask.ts";
import { type Caller, call, signIn } from "./support/call.ts";
import { connect, endOf, isLoginThere } from "./support/connect.ts";
import { type OwnPortal, startOwnPortal } from "./support/own-portal.ts";
import { expect, test } from "./support/signed-in.ts";

// scripts/start.test.ts kills the start at every stage of setting up; here there are grants to lose.
let portal: OwnPortal;
let oncall: Caller;

test.beforeAll(async () => {
  portal = await startOwnPortal();
  oncall = await signIn(portal, "oncall");
});
test.afterAll(() => portal.remove());

const until = (instant: string) => new Promise((resolve) => setTimeout(resolve, Date.parse(instant) - Date.now()));

test("killed over the deadline of a grant: the target refuses by itself, and what is left ends with the restart", async () => {
  const long = await activeRead(portal, oncall);
  const held = await connect(await reveal(portal, oncall, long.id));
  const short = await activeRead(portal, oncall, 10);
  const login = await reveal(portal, oncall, short.id);
  const ended = endOf(await connect(login));
  await portal.kill();

  await until(short.expiresAt!);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  // Nobody is there to take it away, and yet the login is over: the target holds the deadline too.
  await expect(connect(login)).rejects.toThrow(/password authentication failed|expired/);
  expect(await isLoginThere(login.username, portal)).toBe(true);

  await portal.startAgain();
  expect((await grantIn(portal, oncall, short.id, "ended")).endReason).toBe("expired");
  await ended;
  expect(await isLoginThere(login.username, portal)).toBe(false);

  // The other grant has not noticed.
  expect(await grantIn(portal, oncall, long.id, "active")).toMatchObject({ expiresAt: long.expiresAt });
  expect((await held.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  expect((await call(portal, oncall, "POST", `/api/v1/grants/${long.id}/credential`, { body: {} })).code).toBe(
    "already_revealed",
  );
  await held.end();
});

for (const afterMs of [0, 25, 120]) {
  test(`killed ${afterMs} ms after a grant was promised and another was returned: the one comes, the other goes`, async () => {
    const returned = await activeRead(portal, oncall);
    const { grants } = await ask(portal, oncall, "read");
    await succeed(portal, oncall, "POST", `/api/v1/grants/${returned.id}/return`, {});
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await portal.kill();
    await portal.startAgain();
    expect((await grantIn(portal, oncall, returned.id, "ended")).endReason).toBe("returned");
    expect(await isLoginThere(returned.account, portal)).toBe(false);
    const promised = await grantIn(portal, oncall, grants[0]!.id, "active");
    const client = await connect(await reveal(portal, oncall, promised.id));
    expect((await client.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
    await client.end();
    const open = await succeed<{ items: ShownRequest[] }>(portal, oncall, "GET", "/api/v1/grants?status=activating");
    expect(open.items).toEqual([]);
  });
}
