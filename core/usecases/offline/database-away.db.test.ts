import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, expect, inject, it } from "vitest";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { createCompany } from "#core/testing/company.ts";
import { clusterMapping, openTargetCluster } from "#core/testing/crash/target-cluster.ts";
import { keepEnds } from "#core/usecases/offline/keep-ends.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { revealCredential } from "#core/usecases/reveal-credential.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { migrate } from "#scripts/migrate.ts";
import { ensurePortalDatabase } from "#scripts/postgres/ensure-portal-database.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { startCluster } from "#scripts/postgres-cluster.ts";

const ticker: Actor = { personId: null, via: "ticker", correlationId: "away" };
const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-away-"));
// As root the server runs as another user, who must get through.
chmodSync(dir, 0o711);
let cluster = await startCluster({ dir: path.join(dir, "cluster"), unsafe: true });
afterAll(async () => {
  await cluster.stop();
  rmSync(dir, { recursive: true, force: true });
});
const urls = await ensurePortalDatabase(cluster.adminUrl, { owner: "fake-owner", app: "fake-app" });
await migrate(urls);
const sql = (text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> =>
  withClient(
    new URL("/lapse", cluster.adminUrl).href,
    async (admin) => (await admin.query<Record<string, unknown>>(text, [...values])).rows,
  );

/** Two replicas; the target is another server, which stays. */
const replicas = [assembleCore(urls.appUrl, [postgresql], 6), assembleCore(urls.appUrl, [postgresql], 6)] as const;
const [{ core }, { core: other }] = replicas;
afterAll(() => Promise.all(replicas.map(({ close }) => close())));
const { adminUrl: targetUrl } = inject("testServer");
const company = await createCompany(core);
const target = await openTargetCluster(targetUrl);
await sql(`UPDATE "Portal" SET "id" = 'away'`);
await sql(`UPDATE "Target" SET "kind" = 'postgresql', "settings" = $1, "sealedSecret" = $2`, [
  target.settings,
  target.sealedSecret,
]);
await sql(`UPDATE "Entitlement" SET "mapping" = $1`, [clusterMapping]);

const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
const hasLogin = (account: string): Promise<boolean> =>
  withClient(targetUrl, async (admin) => {
    const { rows } = await admin.query(`SELECT FROM pg_roles WHERE rolname = $1 AND rolcanlogin`, [account]);
    return rows.length === 1;
  });
const activeGrant = async (): Promise<{ grant: Grant; account: string }> => {
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  const holding = grant && (await core.holdings.find(grant.holdingId));
  if (grant?.status !== "active" || !holding) throw new Error("not active");
  return { grant, account: holding.account };
};

it("while the database is away access ends at its deadline, with its sessions, and nothing else does; back, it is recorded once", async () => {
  const [short, long] = [await activeGrant(), await activeGrant()];
  const tomas = await company.as("tomas");
  const revealed = await revealCredential(core, tomas, { grantId: short.grant.id });
  if (!revealed.ok) throw new Error(revealed.error);
  const { host, port, database, username, password } = revealed.value;
  const session = new pg.Client({ host, port, database, user: username, password });
  const cut = new Promise((resolve) => {
    session.on("error", resolve);
  });
  await session.connect();
  // The target still holds the old deadline: it is the portal that must end this.
  await sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp() + interval '1500 ms', "version" = "version" + 1 WHERE "id" = $1 RETURNING "holdingId", "expiresAt")
     UPDATE "Holding" h SET "dueAt" = g."expiresAt", "version" = "version" + 1 FROM g WHERE h."id" = g."holdingId"`,
    [short.grant.id],
  );
  const keepers = [keepEnds(core, ticker), keepEnds(other, ticker)] as const;
  for (const keeper of keepers) expect(await keeper.look()).toEqual({ away: false, known: 2, removed: 0 });

  await cluster.stop();
  for (let removed = 0; removed < 2;) {
    await sleep(50);
    const looks = await Promise.all(keepers.map((keeper) => keeper.look()));
    expect(looks.every(({ away }) => away)).toBe(true);
    removed = looks.filter((look) => look.removed > 0).length;
  }
  await Promise.all(keepers.map((keeper) => keeper.settled()));
  expect([await hasLogin(short.account), await hasLogin(long.account)]).toEqual([false, true]);
  await cut;
  await expect(submitRequest(core, tomas, wish)).rejects.toThrow();

  cluster = await startCluster({ dir: path.join(dir, "cluster"), unsafe: true });
  for (const keeper of keepers) await keeper.look();
  await Promise.all(keepers.map((keeper) => keeper.look()));
  const recorded = await sql(`SELECT "grantId", "data" FROM "AuditEvent" WHERE "kind" = 'accessRemovedOffline'`);
  expect(recorded).toMatchObject([{ grantId: short.grant.id }]);
  const { removedAt, dueAt } = recorded[0]!["data"] as { removedAt: string; dueAt: string };
  expect(Date.parse(removedAt)).toBeGreaterThanOrEqual(Date.parse(dueAt));

  await Promise.all([reconcileDue(core, ticker), reconcileDue(other, ticker)]);
  await reconcileDue(core, ticker);
  expect(await core.grants.find(short.grant.id)).toMatchObject({ status: "ended", endReason: "expired" });
  expect(await core.grants.find(long.grant.id)).toMatchObject({ status: "active" });
  expect(await hasLogin(long.account)).toBe(true);
  const ends = await sql(`SELECT count(*)::int AS count FROM "AuditEvent" WHERE "kind" = 'grantEnded'`);
  expect(ends).toEqual([{ count: 1 }]);
});
