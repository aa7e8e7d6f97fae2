import { portalUnderTest } from "#scripts/playwright/portal-under-test.ts";
import { grantIn, type ShownRequest, succeed } from "./support/ask.ts";
import { connect, endOf, isLoginThere } from "./support/connect.ts";
import { revealInBrowser } from "./support/credential-panel.ts";
import { openLive } from "./support/open-live.ts";
import { names } from "./support/people.ts";
import { requestInBrowser } from "./support/request-form.ts";
import { expect, test } from "./support/signed-in.ts";

const portal = portalUnderTest();

test("asked in the browser, approved by two, used, ended at its deadline, and on record", async ({
  pageOf,
  callerOf,
}) => {
  const page = await pageOf("requester");
  const why = `Correct order 42, journey ${Date.now()}`;
  const requestId = await requestInBrowser(page, { entitlement: "write on orders-db", seconds: 20, why });
  await expect(page.getByText(/Waits for/).first()).toBeVisible();

  for (const at of ["approver", "security"] as const) {
    const approvals = await pageOf(at);
    await openLive(approvals, `/approvals?open=${requestId}`);
    await expect(approvals.getByText(why).first()).toBeVisible();
    await approvals.getByRole("button", { name: /^Approve(?! for)/ }).click();
    await expect(approvals.getByText(/^(Your approval counts|Approved): write on orders-db/).first()).toBeVisible();
  }

  // The requester's page was open all the time, and nobody reloads it.
  const login = await revealInBrowser(page);
  const client = await connect(login);
  const ended = endOf(client);
  await client.query(`update orders set note = 'corrected' where id = 42`);
  const { rows } = await client.query<{ note: string }>("select note from orders where id = 42");
  expect(rows).toEqual([{ note: "corrected" }]);
  await expect(client.query("drop table orders")).rejects.toThrow(/must be owner/);
  await expect(client.query("create role mallory")).rejects.toThrow(/permission denied/);

  const requester = await callerOf("requester");
  const { grants } = await succeed<ShownRequest>(portal, requester, "GET", `/api/v1/requests/${requestId}`);
  const { id: grantId, expiresAt } = await grantIn(portal, requester, grants[0]!.id, "active");
  // Never before its deadline; how long after it is for bench:revoke to say.
  expect((await ended) - Date.parse(expiresAt!)).toBeGreaterThan(-100);
  await grantIn(portal, requester, grantId, "ended");
  await expect(connect(login)).rejects.toThrow(/password authentication failed|does not exist/);
  expect(await isLoginThere(login.username)).toBe(false);
  await expect(page.getByRole("button", { name: "Connect" })).toHaveCount(0);
  await expect(page.getByText(/at its deadline/).first()).toBeVisible();

  const auditor = await pageOf("auditor");
  await auditor.goto(`/audit?requestId=${requestId}`);
  const record = auditor.getByRole("table", { name: /Audit events/ });
  const story = [
    ...["Request submitted", "Vote cast", "Request approved", "Grant activating", "Grant active", "Credential shown"],
    ...["Grant ending", "Grant ended"],
  ];
  for (const event of story) await expect(record.getByText(event, { exact: true }).first()).toBeVisible();
  await expect(record.getByText("Vote cast", { exact: true })).toHaveCount(2);
  await expect(record.getByRole("cell", { name: names.security }).first()).toBeVisible();
  // The password was never written down.
  const answer = await succeed<unknown>(
    portal,
    await callerOf("auditor"),
    "GET",
    `/api/v1/audit/events?requestId=${requestId}`,
  );
  expect(JSON.stringify(answer)).not.toContain(login.password);
});

test("a short read on call is automatic, reads, and cannot write", async ({ pageOf }) => {
  const page = await pageOf("oncall");
  await requestInBrowser(page, {
    entitlement: "read on orders-db",
    seconds: 900,
    why: "Incident 7, a look at payments",
  });
  const client = await connect(await revealInBrowser(page));
  try {
    const { rows } = await client.query<{ n: number }>("select count(*)::int as n from orders");
    expect(rows[0]!.n).toBeGreaterThan(0);
    await expect(client.query("insert into products values (-1, 'x', 'x', 1, 1)")).rejects.toThrow(/permission denied/);
    await expect(client.query("create table public.mine (a int)")).rejects.toThrow(/permission denied/);
  } finally {
    await client.end();
  }
});

test("a contractor is refused with the reason, before and after asking", async ({ pageOf }) => {
  const page = await pageOf("contractor");
  await openLive(page, "/request");
  await page.getByRole("radio", { name: "read on orders-db" }).check();
  await page.getByLabel("Why?").fill("I would like to have a look");
  const aside = page.getByRole("complementary", { name: "What would happen" });
  await expect(aside.getByText(/Contractors do not get access/)).toBeVisible();
  await page.getByRole("button", { name: /^(Ask for approval|Get access)/ }).click();
  await page.waitForURL(/\/requests\/req_/);
  await expect(page.getByText("Policy does not allow it").first()).toBeVisible();
  await expect(page.getByText(/Contractors do not get access/).first()).toBeVisible();
});
