import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { createLogKey, newSigningKey, parseLogKeys } from "#adapters/crypto/log-key.ts";
import { createFileWitness } from "#adapters/witness/file-witness.ts";
import { http } from "#connectors/http/http.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { openCrashSite } from "#core/testing/crash/open-crash-site.ts";
import { markedLogins } from "#core/testing/crash/target-cluster.ts";
import { checkTargetsOpen } from "#core/usecases/check-targets-open.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { sequence } from "#core/usecases/log/sequence.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { acknowledgeRestore } from "#core/usecases/restore/acknowledge-restore.ts";
import { endRestored } from "#core/usecases/restore/end-restored.ts";
import { readRestore } from "#core/usecases/restore/read-restore.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";
import { withClient } from "#scripts/postgres/with-client.ts";

const ticker: Actor = { personId: null, via: "ticker", correlationId: "restore" };
const folder = mkdtempSync(path.join(tmpdir(), "lapse-restore-"));
const witness = createFileWitness(path.join(folder, "witness"));
const openScene = await openCrashSite();
const scene = await openScene();
// The test server is a target of other test files as well: what bears their portal's mark is not ours.
await scene.admin.query(`UPDATE "Portal" SET "id" = 'copied'`);
afterAll(() => rmSync(folder, { recursive: true }));
afterAll(() => scene.close());

const database = new URL(scene.adminUrl).pathname.slice(1);
const copyName = `${database}_copy`;
const at = (url: string, name: string): string => new URL(`/${name}`, url).href;
const sql = async (name: string, text: string): Promise<Record<string, unknown>[]> =>
  withClient(at(scene.adminUrl, name), async (admin) => (await admin.query<Record<string, unknown>>(text)).rows);
afterAll(() => sql("postgres", `DROP DATABASE IF EXISTS ${copyName} WITH (FORCE)`));

/** The portal on one of the two databases, for as long as the work takes. */
const onDatabase = async <T>(name: string, work: (core: Core) => Promise<T>, logKey?: Core["logKey"]): Promise<T> => {
  const { core, close } = assembleCore(at(scene.appUrl, name), [http, postgresql], 6);
  try {
    return await work({ ...core, witnesses: [witness], ...(logKey ? { logKey } : {}) });
  } finally {
    await close();
  }
};
const as = async (core: Core, name: string): Promise<Caller> => {
  const person = await core.people.findByEmail(`${name}@example.test`);
  if (!person) throw new Error(`nobody is ${name}`);
  const actor: Actor = { personId: person.id, via: "api", correlationId: "restore" };
  return { person, session: null, scopes: null, address: null, actor };
};
const wish = { durationSeconds: 600, justification: "reading the failed payments" };
const ask = async (core: Core, name: string, entitlement: string) =>
  submitRequest(core, await as(core, name), { ...wish, entitlementIds: [entitlement as EntitlementId] });
const granted = async (core: Core, name: string, entitlement: string, approvers: readonly string[] = []) => {
  const asked = await ask(core, name, entitlement);
  if (!asked.ok) throw new Error(asked.error);
  for (const approver of approvers) {
    const ballot = { requestId: asked.value.id, digest: asked.value.digest, vote: "approve" as const };
    const voted = await voteOnRequest(core, await as(core, approver), ballot);
    if (!voted.ok) throw new Error(voted.error);
  }
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  if (grant?.status !== "active") throw new Error("not active");
  return grant;
};
const standing = async (holdingIds: readonly string[]) => ({
  accounts: [...scene.endpoint.holders()].sort(),
  logins: (await markedLogins(scene.admin)).filter((id) => holdingIds.includes(id)),
});

it("a portal on an older copy of its database ends all that it knew, removes what it never knew, and gives nothing until an administrator says so", async () => {
  // Monday: one access, and a backup.
  const monday = await onDatabase(database, async (core) => {
    expect(await ask(core, "tomas", scene.read)).toEqual({ ok: false, error: "record_unproved" });
    const { held } = await sequence(core, null);
    const grant = await granted(core, "tomas", scene.read);
    await sequence(core, held);
    return grant;
  });
  await sql("postgres", `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
  await sql("postgres", `CREATE DATABASE ${copyName} TEMPLATE ${database} OWNER lapse_owner`);
  await sql("postgres", `GRANT CONNECT ON DATABASE ${copyName} TO lapse_app`);
  // A backup is hours old when it is needed.
  await sql(copyName, `UPDATE "LogState" SET "leaseUntil" = NULL, "agreedAt" = "agreedAt" - interval '1 hour'`);

  // Tuesday: the target learns higher fences of what the backup knows, and access that it does not know.
  const tuesday = await onDatabase(database, async (core) => {
    await sql(
      database,
      `UPDATE "Holding" SET "fence" = "fence" + 20, "until" = NULL, "dueAt" = clock_timestamp() - interval '1 millisecond'`,
    );
    await reconcileDue(core, ticker);
    const [read, write] = [
      await granted(core, "ines", scene.read, ["ben"]),
      await granted(core, "ines", scene.write, ["ana", "mei"]),
    ];
    await sql(database, `UPDATE "LogState" SET "leaseUntil" = NULL`);
    await sequence(core, null);
    return { read, write };
  });
  const logins = [tuesday.write.holdingId];
  expect(await standing(logins)).toEqual({ accounts: ["ines@example.test", "tomas@example.test"], logins });

  // Wednesday: the backup is all that is left.
  await onDatabase(copyName, async (core) => {
    expect(await ask(core, "tomas", scene.read)).toEqual({ ok: false, error: "record_unproved" });
    await sequence(core, null);
    expect(await core.log.standing()).toMatchObject({ trouble: "behind" });
    const given = scene.endpoint.given.length;
    await sql(copyName, `UPDATE "Holding" SET "until" = NULL, "dueAt" = clock_timestamp() - interval '1 millisecond'`);
    await reconcileDue(core, ticker);
    expect(scene.endpoint.given).toHaveLength(given);
    const closed = { ok: false, error: "database_restored" };
    expect(await ask(core, "tomas", scene.read)).toEqual(closed);
    expect(await checkTargetsOpen(core, [], await core.clock.now(), true)).toEqual(closed);

    await Promise.all([endRestored(core, ticker), endRestored(core, ticker)]);
    await endRestored(core, ticker);
    await reconcileDue(core, ticker);
    expect(await core.grants.find(monday.id)).toMatchObject({ status: "ended", endReason: "restored" });
    await scanTargets(core, ticker);
    expect(await standing(logins)).toEqual({ accounts: [], logins: [] });
    const kinds = await sql(
      copyName,
      `SELECT "kind", count(*)::int AS count FROM "AuditEvent" WHERE "kind" IN ('restoreFound', 'strayAccessRemoved') GROUP BY 1 ORDER BY 1`,
    );
    expect(kinds).toEqual([
      { kind: "restoreFound", count: 1 },
      { kind: "strayAccessRemoved", count: 2 },
    ]);
    expect((await core.alarms.open()).map(({ kind }) => kind)).toEqual(["database-restored"]);

    const seen = await readRestore(core, await as(core, "jonas"), {});
    expect(seen).toMatchObject({ ok: true, value: { restored: true, trouble: "behind", ending: 0 } });
    const reason = "the disk of Tuesday is lost";
    expect(await acknowledgeRestore(core, await as(core, "tomas"), { reason })).toEqual({
      ok: false,
      error: "not_allowed",
    });
    expect(await acknowledgeRestore(core, await as(core, "priya"), { reason })).toEqual({
      ok: false,
      error: "record_contested",
    });
  });

  // A log of another name is begun for it, as the documents say, and only then it may go on.
  const nextKey = createLogKey(parseLogKeys(newSigningKey("log.example/after-the-restore")) ?? []);
  await onDatabase(
    copyName,
    async (core) => {
      await sql(copyName, `UPDATE "LogState" SET "leaseUntil" = NULL`);
      await sequence(core, null);
      expect(await ask(core, "tomas", scene.read)).toEqual({ ok: false, error: "database_restored" });
      const priya = await as(core, "priya");
      expect(await acknowledgeRestore(core, priya, { reason: "Monday's backup, INC-4212" })).toMatchObject({
        ok: true,
      });
      expect(await acknowledgeRestore(core, priya, { reason: "again" })).toEqual({ ok: false, error: "not_restored" });
      expect(await core.alarms.open()).toEqual([]);
      await granted(core, "tomas", scene.read);
      expect((await standing(logins)).accounts).toEqual(["tomas@example.test"]);
    },
    nextKey,
  );
});
