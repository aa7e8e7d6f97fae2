import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConformanceTarget } from "#connectors/conformance/conformance-target.ts";
import { listed } from "#connectors/conformance/listed.ts";
import { ldap } from "#connectors/ldap/ldap.ts";
import { LdapTarget } from "#connectors/ldap/testing/ldap-target.ts";
import { connectorPassword as ldapPassword, hasSlapd } from "#connectors/ldap/testing/slapd-server.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import { connectorPassword, PostgresTarget } from "#connectors/postgresql/testing/postgres-target.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { insert, together, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { createCompany } from "#core/testing/company.ts";
import { createMemoryTarget } from "#core/testing/memory-target.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const actor: Actor = { personId: null, via: "ticker", correlationId: "test" };
const { core, pool, close } = assembleCore((await openTestDatabase()).appUrl, [
  createMemoryTarget().kind,
  postgresql,
  ldap,
]);
afterAll(close);
beforeAll(async () => {
  await createCompany(core);
});

const addTarget = async (target: ConformanceTarget, secret: string): Promise<TargetId> => {
  const createdAt = await core.clock.now();
  const [id, resourceId, entitlementId] = [core.ids.newId("tgt"), core.ids.newId("res"), core.ids.newId("ent")];
  const common = { version: 1, description: "", createdAt, retiringAt: null, retiredAt: null };
  const name = target.kind.title;
  const place = { settings: target.settings, sealedSecret: core.targets.seal(secret), driftMode: "enforce" as const };
  const of = { resourceId, targetId: id, action: target.reading.action, mapping: target.reading.mapping };
  const rows = transition({
    writes: [
      insert("Target", { ...common, ...place, id, name, kind: target.kind.kind }),
      insert("Resource", { ...common, id: resourceId, targetId: id, name, tags: {}, ownerGroupId: null }),
      insert("Entitlement", { ...common, ...of, id: entitlementId, name, sensitive: false }),
    ],
  });
  await core.store.commit(actor, [together(rows, moveEpoch(await core.policies.epochs(), "catalogue"))]);
  return id;
};
const scan = async (by: Core = core) => {
  await pool.query(`UPDATE "TargetScan" SET "dueAt" = clock_timestamp() - interval '1 millisecond'`);
  await scanTargets(by, actor);
};
const scanOf = async (targetId: TargetId) => (await core.standing.scans()).find((one) => one.targetId === targetId);

describe("PostgreSQL", () => {
  const many = Array.from({ length: 510 }, (_, at) => `stranger_${String(at).padStart(3, "0")}`);
  let target: PostgresTarget;
  let targetId: TargetId;

  beforeAll(async () => {
    target = await PostgresTarget.start(18, () => new Date());
    targetId = await addTarget(target, connectorPassword);
    await target.hands.giveStanding(many, target.reading);
  });
  afterAll(() => target.stop());

  const holders = async () => (await listed(target.connect().holders(target.reading))).length;
  const admin = (sql: string) => target.server.admin((client) => client.query(sql));

  it("a server that goes away between two pages of a list leads to no removal, and not to all clear", async () => {
    const open: typeof core.targets.open = (at) => {
      const connector = core.targets.open(at);
      return {
        ...connector,

        async *holders(entitlement) {
          let seen = 0;
          for await (const holder of connector.holders(entitlement)) {
            yield holder;
            if (++seen !== 500) continue;
            await admin("alter role lapse_connector nologin");
            await admin("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lapse_connector'");
          }
        },
      };
    };
    await scan({ ...core, targets: { ...core.targets, open } });
    expect(await scanOf(targetId)).toMatchObject({ scannedAt: null, error: expect.any(String) as unknown });
    expect(await core.standing.openOf(targetId)).toEqual([]);
    await admin("alter role lapse_connector login");
    expect(await holders()).toBe(many.length);
  });

  it("a whole list finds every stranger and takes from 25 of them what others gave, each once, and their logins stay", async () => {
    await scan();
    expect(await scanOf(targetId)).toMatchObject({ holders: many.length, error: null });
    expect(await holders()).toBe(many.length - 25);
    expect(await core.standing.openOf(targetId)).toHaveLength(many.length - 25);
    expect((await Promise.all(many.slice(0, 3).map((name) => target.hands.exists(name)))).every(Boolean)).toBe(true);
  });
});

/** Where there is no slapd, the connector's own tests say so. */
describe.skipIf(!hasSlapd())("LDAP", () => {
  let target: LdapTarget;

  beforeAll(async () => {
    target = await LdapTarget.start("member", () => new Date());
  });
  afterAll(() => target.stop());

  it("a group loses the strangers in it, by account and by what no account names, and keeps its entry", async () => {
    const targetId = await addTarget(target, ldapPassword);
    await target.hands.giveStanding(["stranger_one", "stranger_two"], target.reading);
    await scan();
    expect(await scanOf(targetId)).toMatchObject({ error: null });
    expect(await listed(target.connect().holders(target.reading))).toEqual([]);
    expect(await core.standing.openOf(targetId)).toEqual([]);
    await scan();
    expect(await scanOf(targetId)).toMatchObject({ holders: 0, error: null });
  });
});
