import { afterAll, expect, test } from "vitest";
import { runPolicyTests } from "#core/domain/policy/run-policy-tests.ts";
import { openTestDatabase } from "../../scripts/test-database.ts";
import { context } from "#server/context.ts";
import { seedDemo } from "#server/demo/seed-demo.ts";
import { setUpPortal } from "#server/setup/set-up-portal.ts";
import { demoPassword, openDemoPortal } from "#server/testing/open-demo-portal.ts";

const database = await openTestDatabase();
const { core, ordersTarget, personAt } = await openDemoPortal(database.appUrl);
afterAll(() => context().close());

test("the demo's people, catalogue and policy are there, and all of it is in the record", async () => {
  expect(await core.portals.current()).toMatchObject({ demo: true });
  expect(
    (await core.catalogue.all()).map(({ entitlement, ownerGroup }) => [entitlement.name, ownerGroup]).sort(),
  ).toEqual([
    ["read on orders-db", "data-platform"],
    ["write on orders-db", "data-platform"],
  ]);
  const { items } = await core.audit.page({}, { limit: 100 });
  const kinds = new Set(items.map(({ kind }) => kind));
  for (const kind of [
    "portalCreated",
    "policyActivated",
    "personAdded",
    "groupAdded",
    "targetAdded",
    "entitlementAdded",
  ])
    expect(kinds).toContain(kind);
});

test("the policy's own tests pass", async () => {
  const { compiled, directoryAt } = await core.policies.basis();
  const { directory } = directoryAt(await core.clock.now());
  const { tests } = compiled.document;
  expect(tests).toHaveLength(4);
  for (const outcome of runPolicyTests(compiled, tests ?? [], directory))
    expect(outcome).toMatchObject({ passed: true });
});

test("the target's secret is not in the database in the clear", async () => {
  const { rows } = await context().pool.query<{ whole: string }>(`select t::text as whole from "Target" t`);
  expect(rows[0]?.whole).not.toContain(`"${ordersTarget.password}"`);
  const { rows: events } = await context().pool.query<{ whole: string }>(`select e::text as whole from "AuditEvent" e`);
  for (const { whole } of events) expect(whole).not.toMatch(/sealed|password|argon2/i);
});

test("a second start changes nothing", async () => {
  const ana = await personAt("approver");
  await seedDemo({ ordersTarget, password: demoPassword });
  expect(await personAt("approver")).toEqual(ana);
});

test("a second start with another password and port brings both up to date", async () => {
  await seedDemo({ ordersTarget: { ...ordersTarget, port: 10 }, password: "another-good-password" });
  const [target] = await core.catalogue.targets();
  expect(target?.settings).toMatchObject({ port: 10 });
  const account = await core.people.localAccount((await personAt("auditor")).id);
  expect(await core.secrets.verifyPassword(account!.passwordHash, "another-good-password")).toBe(true);
  expect(await core.secrets.verifyPassword(account!.passwordHash, demoPassword)).toBe(false);
});

test("a demo stays one: setting up a real portal on it does nothing", async () => {
  await setUpPortal(core);
  expect(await core.portals.current()).toMatchObject({ demo: true });
});
