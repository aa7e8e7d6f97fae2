import { beforeAll, expect, it } from "vitest";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { listRequests } from "#core/usecases/list-requests.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { followTime } from "#core/usecases/follow-time.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, sql } = await openTestCore();
let company: Company;
let ana: Confirmer;
let mei: Confirmer;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
  ana = await createConfirmer(core, await company.signedIn("ana"));
});

const confirming = testPolicy.replace("maxDuration: 4h\n", "maxDuration: 4h\n      stepUp: true\n");
const enact = async (document: string) => {
  const proposed = await proposeChange(core, await company.as("priya"), {
    summary: "for a test",
    change: { kind: "policy", document },
  });
  if (!proposed.ok) throw new Error(proposed.error);
  const changeId = proposed.value.id;
  expect(await decideConfirmed(core, mei, { changeId, decision: "approve" })).toEqual({ ok: true, value: null });
};
const ask = async (startsAt?: Date) => {
  const wish = { durationSeconds: 600, justification: "writing what was lost", entitlementIds: [company.write] };
  const asked = await submitRequest(core, await company.as("ines"), { ...wish, startsAt });
  if (!asked.ok) throw new Error(asked.error);
  return asked.value.id;
};
const approve = async (requestId: Awaited<ReturnType<typeof ask>>, by: Confirmer, confirmed: boolean) => {
  const shown = await readRequest(core, by.caller, { requestId });
  if (!shown.ok) throw new Error(shown.error);
  const ballot = { requestId, digest: shown.value.digest, vote: "approve" } as const;
  const stepUp = confirmed ? await by.confirm({ purpose: "vote", votes: [ballot] }) : undefined;
  const voted = await voteOnRequest(core, by.caller, { ...ballot, stepUp });
  return voted.ok ? voted.value.status : voted.error;
};
const events = async (id: Awaited<ReturnType<typeof ask>>) =>
  (await sql(`SELECT kind FROM "AuditEvent" WHERE "requestId" = $1 ORDER BY id`, [id])).map(({ kind }) => kind);
const grantOf = async (id: Awaited<ReturnType<typeof ask>>) => (await core.grants.ofRequests([id]))[0];

it("an approval that nobody confirmed counts no more where policy wants it confirmed by now, and can be given anew", async () => {
  const id = await ask();
  expect(await approve(id, ana, false)).toBe("pending");
  await enact(confirming);
  const queue = await listRequests(core, ana.caller, { toDecide: true, limit: 9 });
  expect(queue).toMatchObject({ ok: true, value: { items: [{ id }] } });
  expect(await approve(id, mei, true)).toBe("pending");
  expect(await approve(id, ana, false)).toBe("step_up_required");
  expect(await approve(id, ana, true)).toBe("approved");
  await enact(testPolicy);
});

it("a policy that asks fewer people, and these to confirm, approves nothing by itself", async () => {
  const id = await ask();
  expect(await approve(id, ana, false)).toBe("pending");
  await enact(confirming.replace(/\n +- \{ from: \["group:security"\], need: 1 \}/, ""));
  expect((await core.requests.find(id))?.status).toBe("pending");
  expect(await approve(id, ana, true)).toBe("approved");
  await enact(testPolicy);
});

it("what is approved by a new policy while nothing may be granted is approved once it may", async () => {
  const id = await ask();
  expect(await approve(id, ana, false)).toBe("pending");
  await sql(`UPDATE "Heartbeat" SET "at" = "at" - interval '10 minutes' WHERE "id" = $1`, [reconcilerHeartbeat]);
  await enact(testPolicy.replace(/\n +- \{ from: \["group:security"\], need: 1 \}/, ""));
  const waiting = await core.requests.find(id);
  expect(waiting).toMatchObject({ status: "pending", approverIds: [] });
  const before = await events(id);
  await followTime(core);
  expect(await core.requests.find(id)).toEqual(waiting);
  expect(await events(id)).toEqual(before);
  await core.heartbeats.beat(reconcilerHeartbeat, "test");
  await followTime(core);
  expect((await core.requests.find(id))?.status).toBe("approved");
  await enact(testPolicy);
});

it("one that was confirmed goes on counting where policy asks less by now", async () => {
  await enact(confirming);
  const id = await ask();
  expect(await approve(id, ana, true)).toBe("pending");
  await enact(testPolicy);
  expect(await approve(id, mei, false)).toBe("approved");
});

it("scheduled access whose approvals were not confirmed does not begin once policy wants them to be", async () => {
  const id = await ask(new Date((await core.clock.now()).getTime() + 86_400_000));
  expect([await approve(id, ana, false), await approve(id, mei, false)]).toEqual(["pending", "approved"]);
  expect((await grantOf(id))?.status).toBe("scheduled");
  await enact(confirming);
  expect(await grantOf(id)).toMatchObject({ status: "ended", endReason: "ineligible" });
  await enact(testPolicy);
});
