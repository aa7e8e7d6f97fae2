import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { newSigningKey } from "#adapters/crypto/log-key.ts";
import type { Cluster } from "#scripts/postgres-cluster.ts";
import { ensurePortalDatabase } from "#scripts/postgres/ensure-portal-database.ts";
import { throwawayCluster } from "#scripts/postgres/throwaway-cluster.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { actionNamed, callAction } from "./refused/call-action.ts";
import { nobody, trySignIn } from "./support/call.ts";
import { type OwnPortal, startOwnPortal } from "./support/own-portal.ts";
import { expect, test } from "./support/signed-in.ts";

// A real portal on a server of its own: nothing of the demo, and nobody in it until the console's link was used.
let cluster: Cluster;
let portal: OwnPortal;

test.beforeAll(async () => {
  cluster = await throwawayCluster();
  const { appUrl, ownerUrl } = await ensurePortalDatabase(cluster.adminUrl, { owner: "not-real", app: "not-real" });
  portal = await startOwnPortal({
    ...{ DATABASE_URL: appUrl, LAPSE_MIGRATE_URL: ownerUrl },
    NEXTAUTH_SECRET: randomBytes(32).toString("hex"),
    LAPSE_SEAL_KEY: randomBytes(32).toString("base64"),
    LAPSE_LOG_KEY: newSigningKey("localhost/first-administrator"),
    LAPSE_WITNESS_FILE: path.join(mkdtempSync(path.join(os.tmpdir(), "lapse-witness-")), "checkpoints.jsonl"),
  });
});
test.afterAll(async () => {
  await portal.remove();
  await cluster.stop();
});

const query = (text: string) =>
  withClient(
    cluster.adminUrl.replace(/\/[^/]*$/, "/lapse"),
    async (client) => (await client.query(text)).rows as unknown[],
  );

test("the console's link makes the first administrator, once, and that is on record", async ({ page }) => {
  const link = /http\S+\/setup\?token=\S+/.exec(portal.output())?.[0] ?? "";
  expect(await query(`select from "Person"`)).toHaveLength(0);
  expect(await query(`select from "Target"`)).toHaveLength(0);

  const action = actionNamed("app/setup/actions.ts#createFirstAdministratorAction");
  const form = new FormData();
  const password = "a long sentence for a test";
  const token = new URL(link).searchParams.get("token") ?? "";
  const filled = { token, email: "mallory@example.com", name: "Mallory", password };
  for (const [name, value] of Object.entries(filled)) form.set(name, value);
  // The right link, from another site's page, from nowhere, and a guessed link from here.
  for (const origin of ["https://evil.example", "null", ""]) {
    await callAction(portal, nobody, action, "/setup", [null, form], { origin });
  }
  const guessed = new FormData();
  for (const [name, value] of Object.entries({ ...filled, token: "x".repeat(43) })) guessed.set(name, value);
  const refused = await callAction(portal, nobody, action, "/setup", [null, guessed]);
  expect(refused.returned).toMatchObject({ code: "invalid_link" });
  expect(await query(`select from "Person"`)).toHaveLength(0);

  await page.goto(link);
  await page.getByLabel("Name").fill("Ada Example");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.waitForURL(/\/sign-in/);
  expect((await trySignIn(portal, "ada@example.com", password)).cookie).toBeDefined();
  expect(await query(`select "email", "roles" from "Person"`)).toMatchObject([{ email: "ada@example.com" }]);
  expect(
    await query(
      `select "kind" from "AuditEvent" where "kind" in ('setupLinkIssued', 'firstAdministratorCreated') order by "id"`,
    ),
  ).toEqual([{ kind: "setupLinkIssued" }, { kind: "firstAdministratorCreated" }]);

  // A second time it does nothing, for whoever finds it in the console's history.
  const again = await callAction(portal, nobody, action, "/setup", [null, form]);
  expect(["invalid_link", "already_set_up"]).toContain(again.returned?.code);
  expect(await query(`select from "Person"`)).toHaveLength(1);
});
