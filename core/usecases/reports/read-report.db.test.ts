import { expect, test } from "vitest";
import { reportInput } from "#core/domain/report/report-input.ts";
import { reportKinds, reportWords } from "#core/domain/report/report-kinds.ts";
import type { Table } from "#core/domain/report/report.ts";
import { createCompany, testPolicy } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { readReport } from "#core/usecases/reports/read-report.ts";
import { readReportCard } from "#core/usecases/reports/read-report-card.ts";
import { recoverPolicy } from "#core/usecases/setup/recover-policy.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, sql } = await openTestCore();
const company = await createCompany(core);
const ticker = { personId: null, via: "ticker", correlationId: "test" } as const;
const auditor = await company.as("jonas");

const ask = async (name: "tomas" | "carl") =>
  submitRequest(core, await company.signedIn(name), {
    entitlementIds: [company.read],
    durationSeconds: 600,
    justification: "for a report",
  });

/** Tomas has it at once and gives it back unused; Carl, a contractor, is denied. */
const history = async () => {
  const asked = await ask("tomas");
  await reconcileDue(core, ticker);
  const grantId = asked.ok && asked.value.grants[0]?.id;
  if (!grantId) throw new Error("nothing was granted");
  await returnGrant(core, await company.as("tomas"), { grantId });
  await reconcileDue(core, ticker);
  await ask("carl");
};
await history();

const made = async (report: (typeof reportKinds)[number]) => {
  const answer = await readReport(core, auditor, { report, days: 7 });
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
};

/** The first cells of each row; the rest are spans and instants of this very run. */
const beginnings = (table: Table | undefined, cells: number) => table?.rows.map((row) => row.slice(0, cells));

test("time to access counts what became ready, under who decided", async () => {
  const { figures, pictures, tables } = await made("time-to-access");
  expect(figures[0]).toMatchObject({ unit: "ms", before: null });
  expect(figures[0]?.value).toBeGreaterThan(0);
  expect(pictures[0]?.series[0]?.values.reduce((a, b) => a + b, 0)).toBe(1);
  expect(beginnings(tables[0], 4)).toEqual([["read orders-db", "memory", "policy", 1]]);
});

test("the automatic share is of approved requests, and a denial by policy is counted as one", async () => {
  const { figures } = await made("automatic-share");
  expect(figures.map(({ value }) => value)).toEqual([1, 1, 1, 0]);
});

test("revocation lag names the target and the slowest grants", async () => {
  const { tables, pictures } = await made("revocation-lag");
  expect(pictures[0]?.line).toMatchObject({ label: "objective" });
  expect(beginnings(tables[0], 2)).toEqual([["memory", 1]]);
  expect(beginnings(tables[1], 3)).toEqual([["tomas", "read orders-db", "returned"]]);
});

test("access whose credential nobody saw was not used; shown, it was used once somebody was seen connected", async () => {
  const { figures, tables } = await made("unused-grants");
  expect(figures.map(({ value }) => value)).toEqual([1, 1, 0]);
  expect(beginnings(tables[1], 2)).toEqual([["tomas", "read orders-db"]]);
  expect(tables[1]?.rows[0]?.[4]).toBe("credential never shown");
  await sql(`update "Grant" set "credentialRevealedAt" = "readyAt"`);
  const shown = await made("unused-grants");
  expect(shown.figures.map(({ value }) => value)).toEqual([1, 0, 1]);
  expect(shown.tables[1]?.rows[0]?.[4]).toBe("never seen in use");
  await sql(`insert into "HoldingUse" ("id", "version", "targetId", "firstSeenAt", "lastSeenAt")
    select "holdingId", 1, "targetId", "readyAt", "readyAt" from "Grant"`);
  expect((await made("unused-grants")).figures.map(({ value }) => value)).toEqual([0, 0, 0]);
});

test("what stands at a target without a grant is held against what ends by itself, and a target not compared says so", async () => {
  const [{ id: targetId } = { id: "" }] = await core.catalogue.targets();
  expect((await made("standing-access")).tables[0]?.rows).toEqual([["memory", 0, 0, null, "not made yet"]]);
  await sql(
    `insert into "StandingAccess" ("id", "version", "targetId", "entitlementId", "account", "openKey", "foundAt")
     values ('sta_1', 1, $1, $2, 'root', 'open', now())`,
    [targetId, company.read],
  );
  const { figures, tables } = await made("standing-access");
  expect(figures.map(({ value }) => value)).toEqual([1, 1, 0, 1]);
  expect(beginnings(tables[1], 3)).toEqual([["memory", "read orders-db", "root"]]);
});

test("refused attempts name who was denied", async () => {
  const { tables } = await made("refused-attempts");
  expect(tables[0]?.rows.map(([, what, , about]) => [what, about])).toEqual([["request denied", "carl"]]);
});

test("break-glass names who held it, who looked at it afterwards and what they found; what nobody looked at is open", async () => {
  const { tomas, ana } = company.people;
  await sql(
    `insert into "BreakGlassReview" ("id", "version", "requestId", "requesterId", "holderId", "reviewerIds", "openedAt", "closedAt", "closedById", "outcome")
     values ('bgr_1', 1, 'req_1', $1, $1, '{}', now() - interval '2 hours', now() - interval '1 hour', $2, 'not-justified'),
       ('bgr_2', 1, 'req_2', $1, $1, '{}', now(), null, null, null),
       ('bgr_3', 1, 'req_3', $1, $1, '{}', now() - interval '8 days', now() - interval '7 days', $2, 'justified')`,
    [tomas.id, ana.id],
  );
  const { figures, tables } = await made("break-glass");
  // Each against the seven days before.
  expect(figures.map(({ value, before }) => [value, before])).toEqual([
    [2, 1],
    [1, 0],
    [1, 0],
    [3_600_000, 86_400_000],
  ]);
  expect(tables[0]?.rows.map((row) => row.slice(1))).toEqual([
    ["tomas", "tomas", "open", null, null, "req_2"],
    ["tomas", "tomas", "not justified", "ana", 3_600_000, "req_1"],
  ]);
});

test("policy changes tell who approved what, and a policy that was put in force without review stands out", async () => {
  const before = await made("policy-changes");
  const again = await recoverPolicy(core, `${testPolicy}\n# again\n`, "nobody is left to review it");
  expect(again.ok).toBe(true);
  const { figures, tables } = await made("policy-changes");
  const counts = (of: typeof figures) => of.slice(0, 2).map(({ value }) => value ?? 0);
  const [inForce = 0, unreviewed = 0] = counts(before.figures);
  expect(counts(figures)).toEqual([inForce + 1, unreviewed + 1]);
  expect(tables[0]?.rows[0]?.slice(1, 4)).toEqual([
    "policy replaced without review",
    "Lapse",
    `version ${again.ok ? again.value : "?"}: nobody is left to review it`,
  ]);
});

test.each(reportKinds)("%s says how it was made, and its rows fit its columns", async (kind) => {
  const report = await made(kind);
  expect(report).toMatchObject({ kind, title: reportWords[kind].title });
  expect(report.method.length).toBeGreaterThan(0);
  for (const { categories, series } of report.pictures)
    for (const { values } of series) expect(values).toHaveLength(categories.length);
  for (const { columns, rows } of report.tables) for (const row of rows) expect(row).toHaveLength(columns.length);
});

test("whoever has no duty reads no report, and reading one is recorded once", async () => {
  expect(await readReport(core, await company.as("ines"), { report: "unused-grants" })).toEqual({
    ok: false,
    error: "not_allowed",
  });
  expect(await readReportCard(core, await company.as("ines"), { report: "unused-grants" })).toEqual({
    ok: false,
    error: "not_allowed",
  });
  const reviewer = await company.as("mei");
  await readReport(core, reviewer, { report: "unused-grants", days: 7 });
  await readReport(core, reviewer, { report: "unused-grants", days: 7 });
  const { items } = await core.audit.page({ kind: "auditRead", actorId: reviewer.person.id }, { limit: 10 });
  expect(items).toHaveLength(1);
});

test("a window is some days, or two days no more than a year apart; anything else is refused", () => {
  const allowed = (window: object) => reportInput.safeParse({ report: "time-to-access", ...window }).success;
  expect(
    [
      {},
      { days: 7 },
      { days: "30" },
      { from: "2026-01-01", to: "2026-01-01" },
      { from: "2025-01-01", to: "2026-01-01" },
    ].map(allowed),
  ).toEqual([true, true, true, true, true]);
  expect(
    [
      { days: 8 },
      { from: "2026-01-01" },
      { from: "2026-01-02", to: "2026-01-01" },
      { from: "2025-01-01", to: "2026-01-02" },
      { days: 7, from: "2026-01-01", to: "2026-01-01" },
    ].map(allowed),
  ).toEqual([false, false, false, false, false]);
});
