import { createHmac, randomUUID } from "node:crypto";
import type { Email } from "postal-mime";
import { type SlackStandIn, startSlackStandIn } from "#core/testing/slack-stand-in.ts";
import { type SmtpSink, startSmtpSink } from "#core/testing/smtp-sink.ts";
import { slackSigningSecret, superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { activeRead, type ShownRequest } from "./support/ask.ts";
import { call, nobody, signIn } from "./support/call.ts";
import { confirmReads } from "./support/confirm-reads.ts";
import { openLive } from "./support/open-live.ts";
import { type OwnPortal, startOwnPortal } from "./support/own-portal.ts";
import { emailOf, people, type PersonAt } from "./support/people.ts";
import { pendingRead, statusOf } from "./support/pending-read.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";

const memberId = (at: PersonAt): string => `U0${at.toUpperCase()}`;
let smtp: SmtpSink;
let slack: SlackStandIn;
let portal: OwnPortal;

test.beforeAll(async () => {
  smtp = await startSmtpSink();
  slack = await startSlackStandIn(people.map((at) => ({ id: memberId(at), email: emailOf(at) })));
  portal = await startOwnPortal({
    LAPSE_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    LAPSE_MAIL_FROM: "Lapse <lapse@example.test>",
    LAPSE_SLACK_TOKEN: "xoxb-not-real",
    LAPSE_SLACK_API_URL: slack.apiUrl,
  });
});
test.afterAll(async () => {
  await portal.remove();
  await slack.close();
  await smtp.close();
});

/** The one mail to this person that leads to this request and is called so. */
const mailTo = async (at: PersonAt, { id }: ShownRequest, subject: RegExp): Promise<Email> => {
  const found = () =>
    smtp.mails.find(
      (mail) =>
        mail.to?.some(({ address }) => address === emailOf(at)) &&
        subject.test(mail.subject ?? "") &&
        mail.text?.includes(`/requests/${id}`),
    );
  await expect.poll(found).toBeTruthy();
  return found()!;
};

interface Button {
  readonly action_id: string;
  readonly value?: string;
  readonly url?: string;
}

/** The buttons of what Slack was last told to show this person about this request, by a new message or a changed one. */
const buttonsTo = (
  at: PersonAt,
  { id }: ShownRequest,
  method: "chat.postMessage" | "chat.update",
): readonly Button[] => {
  const [channel] = method === "chat.update" ? [`D${memberId(at)}`] : [memberId(at)];
  const shown = slack.calls.filter(
    (each) => each.method === method && each.args["channel"] === channel && each.args["blocks"]?.includes(id),
  );
  const blocks = JSON.parse(shown.at(-1)?.args["blocks"] ?? "[]") as { type: string; elements?: Button[] }[];
  return blocks.flatMap(({ elements = [] }) => elements);
};
const messageTo = async (at: PersonAt, request: ShownRequest): Promise<readonly Button[]> => {
  await expect.poll(() => buttonsTo(at, request, "chat.postMessage").length).toBeGreaterThan(0);
  return buttonsTo(at, request, "chat.postMessage");
};

/** What Slack sends when a person presses a button, signed as Slack signs (docs.slack.dev, "Verifying requests"). */
async function press(at: PersonAt, { action_id, value }: Button): Promise<number> {
  const body = new URLSearchParams({
    payload: JSON.stringify({
      ...{ type: "block_actions", user: { id: memberId(at) }, channel: { id: `D${memberId(at)}` } },
      actions: [{ action_id, value }],
      // Another press is another message, also within the same second.
      trigger_id: randomUUID(),
    }),
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", slackSigningSecret(portal)).update(`v0:${timestamp}:${body}`).digest("hex");
  const { status } = await call(portal, nobody, "POST", "/api/slack/interactions", {
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  });
  return status;
}

test("an approver follows the link of a mail, approves, and whoever asked reads of it in a mail", async ({ page }) => {
  const request = await pendingRead(portal);
  const mail = await mailTo("approver", request, /asks for read on orders-db/);
  expect(mail.html).toContain("Customers report missing invoices");
  const link = new RegExp(`${portal.url}/requests/${request.id}`).exec(mail.text ?? "")?.[0];
  await page.context().addCookies(cookieFor(portal.url, await signIn(portal, "approver")));
  await openLive(page, link!);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByText("You approved it")).toBeVisible();
  const told = await mailTo("requester", request, /is approved/);
  expect(told.text).not.toContain("password");
});

test("an approver presses the button in Slack: the request is approved, and the message has no buttons left", async () => {
  const request = await pendingRead(portal);
  const approve = (await messageTo("approver", request)).find(({ action_id }) => action_id === "lapse_approve");
  expect(await press("approver", approve!)).toBe(200);
  expect(await statusOf(portal, request)).toBe("approved");
  await expect
    .poll(() => buttonsTo("approver", request, "chat.update").map(({ action_id }) => action_id))
    .toEqual(["lapse_open"]);
  expect(await press("approver", approve!)).toBe(200);
  expect(slack.calls.some(({ args }) => args["text"] === "This request is decided already.")).toBe(true);
});

test("a message is changed when its request is decided in the portal", async ({ page }) => {
  const request = await pendingRead(portal);
  await messageTo("approver", request);
  await page.context().addCookies(cookieFor(portal.url, await signIn(portal, "approver")));
  await openLive(page, `${portal.url}/requests/${request.id}`);
  await page.getByRole("button", { name: "Deny…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Deny", exact: true }).click();
  await expect(page.getByText("You denied it")).toBeVisible();
  await expect
    .poll(() => buttonsTo("approver", request, "chat.update").map(({ action_id }) => action_id))
    .toEqual(["lapse_open"]);
});

test("where policy wants a confirmation, the message leads to the portal, which asks for it", async ({ page }) => {
  await confirmReads(portal);
  const request = await pendingRead(portal);
  const [open, ...others] = await messageTo("approver", request);
  expect(others).toEqual([]);
  await page.context().addCookies(cookieFor(portal.url, await signIn(portal, "approver")));
  await openLive(page, open!.url!);
  await expect(page.getByText("You will confirm this:")).toBeVisible();
  // A press that somebody made up decides nothing either.
  const made = { action_id: "lapse_approve", value: `${request.id} ${request.digest}` };
  expect(await press("approver", made)).toBe(200);
  expect(await statusOf(portal, request)).toBe("pending");
});

/** How many holdings it left so: none while somebody works on it. */
const leaveOverdue = (grantId: string): Promise<number | null> =>
  withClient(superuserUrl("lapse", portal), async (db) => {
    const { rowCount } = await db.query(
      `with put_off as (update "Holding" set "dueAt" = now() + interval '1 hour', version = version + 1
         where "id" = (select "holdingId" from "Grant" where "id" = $1) and "leaseUntil" is null and "dueAt" > now()
         returning "id")
       update "Grant" set status = 'ending', "endingAt" = now() - interval '1 minute', version = version + 1
       where "id" = $1 and "holdingId" in (select "id" from put_off)`,
      [grantId],
    );
    return rowCount;
  });

test("whoever asks where a target is closed is told so before they ask, and what an emergency is given in spite of", async ({
  page,
}) => {
  const oncall = await signIn(portal, "oncall");
  const { id } = await activeRead(portal, oncall);
  // What should have been gone for a minute still stands, and nobody is at it. The reconciler has told its target the deadline
  // a moment after the grant is active, and would else still be at it.
  await expect.poll(() => leaveOverdue(id)).toBe(1);
  await page.context().addCookies(cookieFor(portal.url, oncall));
  await openLive(page, `${portal.url}/request`);
  const form = page.getByRole("form", { name: "Request access" });
  const outlook = page.getByRole("complementary", { name: "What would happen" });
  await form.getByRole("radio", { name: "read on orders-db" }).check();
  await form.getByRole("radio", { name: "15 min" }).check();
  await expect(outlook.getByText("Not now")).toBeVisible();
  await expect(outlook.getByText("Access on this target should be gone and is not yet")).toBeVisible();
  await form.getByLabel("Why?").fill("Checkout writes fail for every customer");
  await form.getByRole("radio", { name: "write on orders-db" }).check();
  await form.getByRole("button", { name: "Break glass…" }).click();
  await expect(outlook.getByText("Given in spite of this")).toBeVisible();
});
