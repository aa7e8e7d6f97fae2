import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { createIds } from "#adapters/crypto/ids.ts";
import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { actionNamed, callAction } from "./refused/call-action.ts";
import { activeRead, succeed } from "./support/ask.ts";
import { call, type Caller, signIn, trySignIn } from "./support/call.ts";
import { openLive } from "./support/open-live.ts";
import type { OwnPortal } from "./support/own-portal.ts";
import { passkeyOf } from "./support/passkey.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";
import { unpack, verify } from "./support/verify-pack.ts";

interface Leaver {
  readonly id: string;
  readonly name: string;
  /** Part of everything that they say, and of everything that is theirs. */
  readonly mark: string;
  readonly caller: Caller;
}

/** Somebody on call whom no other test knows, who signs in with the password that all of the demo have. */
const leaver = async (portal: OwnPortal): Promise<Leaver> => {
  const id = createIds().newId("per");
  const mark = `zola${id.slice(-6)}`;
  const name = `Zola ${id.slice(-6)}`;
  await withClient(superuserUrl("lapse", portal), async (client) => {
    await client.query(
      `insert into "Person" ("id", "version", "email", "name", "timezone", "roles", "attributes", "onCall", "source", "createdAt")
       values ($1, 1, $2, $3, 'Europe/Berlin', '{}', '{}', true, 'local', now())`,
      [id, `${mark}@leaver.test`, name],
    );
    await client.query(
      `insert into "LocalAccount" select $1, 1, "passwordHash", now() from "LocalAccount" order by "id" limit 1`,
      [id],
    );
    await client.query(
      `update "Group" set "personIds" = "personIds" || $1::text, "version" = "version" + 1 where "name" = 'sre'`,
      [id],
    );
    await client.query(`update "FactEpoch" set "version" = "version" + 1 where "id" = 'directory'`);
  });
  const { cookie = "" } = await trySignIn(portal, `${mark}@leaver.test`, portal.password, {
    "user-agent": `${mark}s own`,
  });
  return { id, name, mark, caller: { name, headers: { cookie } } };
};

const propose = async (page: Page, { name }: Leaver): Promise<void> => {
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Erase personal data…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Erase what is kept of/ });
  await expect(dialog).toContainText("everything they hold ends: 1 grant now");
  await dialog.getByText("They left").click();
  await dialog.getByLabel(/Type .* to confirm/).fill(name);
  await dialog.getByRole("button", { name: "Propose" }).click();
  await expect(dialog).toBeHidden();
};

/** Approves what is proposed, as a reviewer with a passkey does. */
const approve = async (portal: OwnPortal): Promise<void> => {
  const security = await signIn(portal, "security");
  const changeId = await withClient(superuserUrl("lapse", portal), async (client) => {
    const proposed = `select "id" from "Change" where "kind" = 'erasure' and "status" = 'proposed'`;
    return (await client.query<{ id: string }>(proposed)).rows[0]?.id;
  });
  const decided = { changeId, decision: "approve" };
  const { confirm } = await passkeyOf(portal, security);
  const stepUp = await confirm({ purpose: "change", ...decided });
  const action = actionNamed("app/(portal)/admin/changes/actions.ts#decideChangeAction");
  const { returned } = await callAction(portal, security, action, action.page, [{ ...decided, stepUp }]);
  expect(returned).toMatchObject({ ok: true });
};

/** What the portal does by itself within some seconds is asked for as a scheduler does, until nothing is owed any more. */
const erased = async (portal: OwnPortal): Promise<void> => {
  const scheduler: Caller = { name: "scheduler", headers: { authorization: `Bearer ${portal.cronSecret}` } };
  await expect(async () => {
    const { waiting } = await succeed<{ waiting: number }>(portal, scheduler, "POST", "/api/cron/erase");
    expect(waiting).toBe(0);
  }).toPass({ timeout: 120_000, intervals: [100, 200, 400, 400, 1_000] });
};

test("who is erased, once a second person has approved it, is a pseudonym everywhere, and the log still proves all of it", async ({
  browser,
  quietPortal: portal,
}) => {
  const pageOf = async (caller: Caller): Promise<Page> => {
    const context = await browser.newContext();
    await context.addCookies(cookieFor(portal.url, caller));
    return context.newPage();
  };
  const gone = await leaver(portal);
  const { requestId } = await activeRead(portal, gone.caller, 1_800, `${gone.mark} looks for an invoice`);
  const jonas = await signIn(portal, "auditor");
  const exported = async () => (await call(portal, jonas, "GET", "/api/v1/audit/export?format=jsonl")).text;
  const kept = (await call(portal, jonas, "GET", "/api/log/checkpoint")).text;
  expect(await exported()).toContain(gone.mark);

  const [admin, auditor] = [await pageOf(await signIn(portal, "admin")), await pageOf(jonas)];
  const asked = `${portal.url}/audit?requestId=${requestId}&kind=requestSubmitted`;
  await openLive(auditor, asked);
  await auditor.getByRole("row").filter({ hasText: gone.name }).click();
  await expect(auditor.getByRole("dialog")).toContainText(`${gone.mark} looks for an invoice`);

  const people = (search: string) => `${portal.url}/admin/people?q=${encodeURIComponent(search)}`;
  await openLive(admin, people(gone.name));
  await propose(admin, gone);
  await approve(portal);
  await erased(portal);
  expect(await exported()).not.toContain(gone.mark);
  await openLive(admin, people("Erased"));
  const pseudonym = admin.getByRole("link", { name: /^Erased person / });

  const called = (await pseudonym.textContent()) ?? "";
  await pseudonym.click();
  await expect(admin.getByRole("dialog")).toContainText("a pseudonym");
  await expect(admin.getByRole("button", { name: "Enable…" })).toHaveCount(0);
  await admin.goto(people(gone.name));
  await expect(admin.getByText("Nobody is called")).toBeVisible();
  await admin.goto(`${portal.url}/admin/changes`);
  await expect(admin.getByText("[erased]").first()).toBeVisible();
  await expect(admin.getByText(gone.name)).toHaveCount(0);

  await openLive(auditor, asked);
  await auditor.getByRole("row").filter({ hasText: called }).click();
  await expect(auditor.getByRole("dialog")).toContainText("[erased]");
  await expect(auditor.getByText(gone.mark)).toHaveCount(0);
  expect((await trySignIn(portal, `${gone.mark}@leaver.test`, portal.password)).cookie).toBeUndefined();
  await provesAll(portal, jonas, gone, kept);
  for (const page of [admin, auditor]) await page.context().close();
});

/** Nothing of the person is in a pack of today, and its log goes on from the checkpoint that was kept before. */
const provesAll = async (portal: OwnPortal, auditor: Caller, { mark, name }: Leaver, kept: string): Promise<void> => {
  const answer = await fetch(`${portal.url}/api/v1/audit/evidence`, {
    headers: { ...auditor.headers, origin: portal.url },
  });
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const texts = Object.entries(files).map(([file, content]) => [file, new TextDecoder().decode(content)] as const);
  expect(texts.filter(([, text]) => text.includes(mark) || text.includes(name)).map(([file]) => file)).toEqual([]);
  const folder = await unpack(files);
  try {
    const checkpoint = path.join(folder, "kept");
    await writeFile(checkpoint, kept);
    const [key = ""] = new TextDecoder().decode(files["log/vkey"]).split("\n");
    expect(await verify([path.join(folder, "log"), "--key", key, "--checkpoint", checkpoint])).toBe(0);
  } finally {
    await rm(folder, { recursive: true });
  }
};
