import { beforeAll, expect, it } from "vitest";
import type { RequestId } from "#core/domain/ids.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { planOf, statementsOf } from "#core/testing/statements-of.ts";
import { listRequests } from "#core/usecases/list-requests.ts";
import { readApproverContext } from "#core/usecases/read-approver-context.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, sql, database, target } = await openTestCore();
let company: Company;
let requestId: RequestId;

/** A fifth of the past is about the same entitlement, and all of what waits is for the same approver. */
beforeAll(async () => {
  company = await createCompany(core);
  const wish = { entitlementIds: [company.read], durationSeconds: 600, justification: "reading the failed payments" };
  const asked = await submitRequest(core, await company.as("ines"), wish);
  if (!asked.ok) throw new Error(asked.error);
  requestId = asked.value.id;
  const rows = `SELECT n, 'req_' || lpad(n::text, 26, '0') AS id, now() - n * interval '4 minutes' AS at,
    CASE n % 5 WHEN 0 THEN r."entitlementIds"[1] ELSE 'ent_' || n % 500 END AS ent, 'per_' || n % 300 AS who
    FROM generate_series(1, 6000) n, "Request" r WHERE r."id" = $1`;
  await sql(
    `INSERT INTO "Request" SELECT (jsonb_populate_record(r, jsonb_build_object('id', t.id, 'requesterId', t.who, 'holderId', t.who,
       'status', CASE t.n % 10 WHEN 0 THEN 'pending' ELSE 'approved' END, 'entitlementIds', jsonb_build_array(t.ent),
       'facts', '{}'::jsonb, 'createdAt', t.at))).* FROM (${rows}) t, "Request" r WHERE r."id" = $1`,
    [requestId],
  );
  await sql(
    `INSERT INTO "Grant" ("id", "version", "status", "requestId", "holdingId", "holderId", "entitlementId", "targetId",
       "durationSeconds", "createdAt") SELECT 'grt_' || t.n, 1, 'ended', t.id, 'hld', t.who, t.ent, 'tgt', 60, t.at FROM (${rows}) t`,
    [requestId],
  );
  await sql(
    `INSERT INTO "AuditEvent" ("at", "kind", "via", "personId", "requestId", "entitlementId", "correlationId", "data")
     SELECT t.at, k, 'api', t.who, t.id, t.ent, 'scale', '{}' FROM (${rows}) t,
       unnest(ARRAY['requestSubmitted', 'grantActivated', 'signInFailed']) k ORDER BY t.n DESC`,
    [requestId],
  );
  await sql(
    `INSERT INTO "Vote" ("id", "version", "requestId", "voterId", "stage", "vote", "digest", "subject", "createdAt")
     SELECT 'vot_' || t.n, 1, t.id, 'per', 0, 'approve', '', '', t.at FROM (${rows}) t`,
    [requestId],
  );
  await sql("ANALYZE");
});

it("what an approver is told, and the queue, are read by index: nothing that grows is read whole", async () => {
  const { core: watched, pool, close } = assembleCore(database.appUrl, [target.kind]);
  const statements = statementsOf(pool);
  const ana = await company.as("ana");
  expect(await readApproverContext(watched, ana, { requestId })).toMatchObject({ ok: true });
  expect((await listRequests(watched, ana, { limit: 50, toDecide: true, mine: false })).ok).toBe(true);
  await watched.requests.countToDecide(ana.person.id);
  const seen = [...statements];
  expect(seen.filter(({ text }) => text.includes('"AuditEvent"')).length).toBeGreaterThanOrEqual(2);
  for (const statement of seen) {
    if (!/^\s*(SELECT|WITH)/iu.test(statement.text)) continue;
    const lines = await planOf(pool, statement);
    const scans = lines.filter((line) => /Seq Scan on "?(Request|Grant|AuditEvent|Vote)"?/u.test(line));
    expect(scans, `${statement.text}\n${lines.join("\n")}`).toEqual([]);
  }
  await close();
});
