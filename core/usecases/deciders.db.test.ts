import { beforeAll, expect, it } from "vitest";
import type { EventKind } from "#core/domain/audit/event.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { insert, transition, update } from "#core/domain/transition.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { endDelegation } from "#core/usecases/delegations/end-delegation.ts";
import { handOverRequest } from "#core/usecases/delegations/hand-over-request.ts";
import { listDelegations } from "#core/usecases/delegations/list-delegations.ts";
import { setDelegation } from "#core/usecases/delegations/set-delegation.ts";
import { escalateRequest } from "#core/usecases/escalate-request.ts";
import { followTime } from "#core/usecases/follow-time.ts";
import { listRequests } from "#core/usecases/list-requests.ts";
import { addPersonUnreviewed } from "#core/usecases/setup/add-person-unreviewed.ts";
import { documentDigest } from "#core/domain/policy/document-digest.ts";
import { recoverPolicy } from "#core/usecases/setup/recover-policy.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import type { RequestView } from "#core/usecases/view-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const policy = `version: 1
rules:
  - id: escalating-read
    who: { groups: [engineering] }
    what: { actions: [read] }
    then:
      maxDuration: 8h
      approval: [{ from: ["person:ana@example.test"], need: 1, escalateAfter: 30m, escalateTo: ["group:security"] }]
  - id: ordered-write
    who: { groups: [engineering] }
    what: { actions: [write] }
    then:
      maxDuration: 4h
      ordered: true
      approval:
        - { from: [resource.owners], need: 1 }
        - { from: ["group:security"], need: 1 }
`;

const { core, sql } = await openTestCore();
const actor = { personId: null, via: "console", correlationId: "test" } as const;
let company: Company;
beforeAll(async () => {
  company = await createCompany(core);
  const activatedAt = await core.clock.now();
  const row = { number: 2, version: 1, document: policy, digest: "x", authorId: null, approvedById: null, activatedAt };
  const step = transition({
    writes: [insert("Policy", row), ...moveEpoch(await core.policies.epochs(), "policy").writes],
  });
  expect(await core.store.commit(actor, [step])).toMatchObject([{ done: true }]);
});

const id = (name: Name): PersonId => company.people[name].id;
const ask = async (what: "read" | "write", by: Name = "ines"): Promise<RequestView> => {
  const wish = { entitlementIds: [company[what]], durationSeconds: 3600, justification: "an incident to look into" };
  const asked = await submitRequest(core, await company.as(by), wish);
  if (!asked.ok) throw new Error(asked.error);
  return asked.value;
};
const vote = async (by: Name, { id: requestId }: RequestView, decision: "approve" | "deny" = "approve") => {
  const request = await core.requests.find(requestId);
  return voteOnRequest(core, await company.as(by), { requestId, vote: decision, digest: request!.digest });
};
const toDecide = async (by: Name): Promise<readonly string[]> => {
  const page = await listRequests(core, await company.as(by), { toDecide: true, limit: 200 });
  return page.ok ? page.value.items.map((each) => each.id) : [];
};
const inAnHour = () => new Date(Date.now() + 3_600_000);
const backdate = (requestId: string, minutes: number) =>
  sql(
    `UPDATE "Request" SET "createdAt" = "createdAt" - $2 * interval '1 minute', "lateApprovers" = (
       SELECT coalesce(jsonb_object_agg(key, to_jsonb((value #>> '{}')::timestamptz - $2 * interval '1 minute')), '{}')
       FROM jsonb_each("lateApprovers")), "escalatesAt" = "escalatesAt" - $2 * interval '1 minute' WHERE id = $1`,
    [requestId, minutes],
  );
const eventsOf = async (requestId: RequestView["id"], kind: EventKind) =>
  (await core.audit.page({ requestId, kind }, { limit: 10 })).items;

it("the stand-in of an approver who is away decides in their name, once, and it is recorded so", async () => {
  const request = await ask("read");
  expect(await toDecide("jonas")).not.toContain(request.id);
  const set = await setDelegation(core, await company.as("ana"), { delegateId: id("jonas"), endsAt: inAnHour() });
  expect(set).toMatchObject({ ok: true, value: { person: { name: "ana" }, delegate: { name: "jonas" } } });
  expect(await toDecide("jonas")).toContain(request.id);
  const seen = await readRequest(core, await company.as("jonas"), { requestId: request.id });
  expect(seen).toMatchObject({ ok: true, value: { may: { vote: true, voteFor: { name: "ana" } } } });
  expect(await vote("jonas", request)).toMatchObject({
    ok: true,
    value: { status: "approved", votes: [{ voter: { name: "jonas" }, for: { name: "ana" }, counts: true }] },
  });
  expect(await eventsOf(request.id, "voteCast")).toMatchObject([{ data: { forId: id("ana") } }]);
});

it("a stand-in never decides on what they asked for", async () => {
  await setDelegation(core, await company.as("ana"), { delegateId: id("tomas"), endsAt: inAnHour() });
  const request = await ask("read", "tomas");
  expect(await toDecide("tomas")).not.toContain(request.id);
  expect(await vote("tomas", request)).toEqual({ ok: false, error: "own_request" });
});

it("a vote of a stand-in whose time was ended no longer counts, and the approver casts it", async () => {
  const set = await setDelegation(core, await company.as("ben"), { delegateId: id("priya"), endsAt: inAnHour() });
  if (!set.ok) throw new Error(set.error);
  const request = await ask("write");
  expect(await vote("priya", request)).toMatchObject({
    ok: true,
    value: { status: "pending", progress: [{ passed: true }, {}] },
  });
  const end = { delegationId: set.value.id };
  expect(await endDelegation(core, await company.as("ines"), end)).toEqual({ ok: false, error: "not_found" });
  expect(await endDelegation(core, await company.as("ben"), end)).toMatchObject({ ok: true });
  expect(await endDelegation(core, await company.as("ben"), end)).toEqual({ ok: false, error: "already_over" });
  const seen = await readRequest(core, await company.as("ines"), { requestId: request.id });
  expect(seen).toMatchObject({ value: { votes: [{ counts: false }], progress: [{ passed: false }, {}] } });
  expect(await vote("mei", request)).toMatchObject({ ok: false });
  expect(await vote("ben", request)).toMatchObject({ ok: true, value: { status: "pending" } });
  expect(await vote("mei", request)).toMatchObject({ ok: true, value: { status: "approved" } });
});

it("a request can be handed over to somebody who then decides on it alone", async () => {
  const [one, other] = [await ask("read", "tomas"), await ask("read", "tomas")];
  const give = { requestId: one.id, delegateId: id("priya") };
  expect(await handOverRequest(core, await company.as("ben"), give)).toMatchObject({ ok: false });
  expect(await handOverRequest(core, await company.as("ana"), { ...give, delegateId: id("tomas") })).toEqual({
    ok: false,
    error: "own_request",
  });
  expect(await handOverRequest(core, await company.as("ana"), give)).toMatchObject({ ok: true });
  expect(await toDecide("priya")).toEqual([one.id]);
  expect(await vote("priya", other)).toEqual({ ok: false, error: "not_found" });
  expect(await vote("priya", one)).toMatchObject({ ok: true, value: { votes: [{ for: { name: "ana" } }] } });
  const listed = await listDelegations(core, await company.as("priya"), {});
  expect(listed).toMatchObject({ ok: true, value: [{ requestId: one.id, person: { name: "ana" } }] });
});

it("silence brings in whom the policy names, whether a worker runs or not, and it is recorded once", async () => {
  const request = await ask("read");
  expect(await toDecide("mei")).not.toContain(request.id);
  expect(await vote("mei", request)).toEqual({ ok: false, error: "not_found" });
  await backdate(request.id, 31);
  expect(await toDecide("mei")).toContain(request.id);
  const seen = await readRequest(core, await company.as("mei"), { requestId: request.id });
  expect(seen).toMatchObject({ ok: true, value: { may: { vote: true }, decision: { stages: [{ escalated: true }] } } });
  expect(await followTime(core)).toBeGreaterThan(0);
  await followTime(core);
  expect(await eventsOf(request.id, "requestEscalated")).toMatchObject([{ data: { stage: 0, because: "silent" } }]);
  expect(await vote("mei", request)).toMatchObject({ ok: true, value: { status: "approved" } });
});

it("a request that nobody could be told of escalates at once", async () => {
  const request = await ask("read");
  expect(await escalateRequest(core, request.id)).toContain(id("mei"));
  expect(await eventsOf(request.id, "requestEscalated")).toMatchObject([{ data: { because: "unreachable" } }]);
  expect(await vote("mei", request)).toMatchObject({ ok: true, value: { status: "approved" } });
  expect(await escalateRequest(core, request.id)).toEqual([]);
});

it("an absence that begins routes what waits, and one that ends routes it back", async () => {
  const request = await ask("read");
  const later = new Date(Date.now() + 1_800_000);
  await setDelegation(core, await company.as("ana"), { delegateId: id("carl"), startsAt: later, endsAt: inAnHour() });
  await sql(`UPDATE "Request" SET "routedAt" = now() - interval '1 hour' WHERE id = $1`, [request.id]);
  expect(await toDecide("carl")).not.toContain(request.id);
  await sql(`UPDATE "Delegation" SET "startsAt" = now() - interval '1 second' WHERE "delegateId" = $1`, [id("carl")]);
  await sql(`UPDATE "FactEpoch" SET version = version + 1 WHERE id = 'directory'`);
  await followTime(core);
  expect(await toDecide("carl")).toContain(request.id);
  await sql(`UPDATE "Delegation" SET "endsAt" = date_trunc('milliseconds', now()) WHERE "delegateId" = $1`, [
    id("carl"),
  ]);
  await sql(`UPDATE "FactEpoch" SET version = version + 1 WHERE id = 'directory'`);
  await followTime(core);
  expect(await toDecide("carl")).not.toContain(request.id);
});

it("ordered stages ask one after the other", async () => {
  const request = await ask("write");
  expect(request.decision).toMatchObject({ ordered: true, stages: [{ open: true }, { open: false }] });
  expect(await toDecide("mei")).not.toContain(request.id);
  expect(await vote("mei", request)).toMatchObject({ ok: false });
  expect(await vote("ana", request)).toMatchObject({ ok: true, value: { status: "pending" } });
  expect(await toDecide("mei")).toContain(request.id);
  expect(await vote("mei", request)).toMatchObject({ ok: true, value: { status: "approved" } });
});

it("votes given for an entitlement that changed since count for nothing, and are cast anew", async () => {
  const request = await ask("write");
  expect(await vote("ana", request)).toMatchObject({ ok: true });
  const [item] = await core.catalogue.ofIds([company.write]);
  const change = transition({
    writes: [
      update("Entitlement", item!.entitlement, { mapping: { role: "superuser" } }),
      ...moveEpoch(await core.policies.epochs(), "catalogue").writes,
    ],
  });
  expect(await core.store.commit(actor, [change])).toMatchObject([{ done: true }]);
  expect(await vote("mei", request)).toMatchObject({ ok: false });
  expect(await toDecide("ana")).toContain(request.id);
  expect(await vote("ana", request)).toMatchObject({ ok: true, value: { status: "pending" } });
  expect(await vote("mei", request)).toMatchObject({ ok: true, value: { status: "approved" } });
});

it("a policy put in force from the console needs no review, says so in the record, and reaches what waits", async () => {
  const request = await ask("read");
  expect(await recoverPolicy(core, policy, "short")).toEqual({ ok: false, error: "no_reason" });
  expect(await recoverPolicy(core, "rules: [", "nobody can sign in any more")).toEqual({
    ok: false,
    error: "invalid_policy",
  });
  const denying = policy.replace("what: { actions: [read] }", "what: { actions: [nothing] }");
  expect(await recoverPolicy(core, denying, "nobody can sign in any more")).toMatchObject({ ok: true });
  const { items } = await core.audit.page({ kind: "policyRecovered" }, { limit: 5 });
  expect(items).toMatchObject([{ via: "console", actorId: null, data: { reason: "nobody can sign in any more" } }]);
  expect(items[0]?.data["documentSha256"]).toBe(documentDigest(denying));
  await followTime(core);
  expect((await core.requests.find(request.id))?.status).toBe("denied");
});

it("the second person comes from the console without a review, says so in the record, and reviews what the first proposes", async () => {
  const newcomer = {
    email: "Rita@Example.test",
    name: "Rita",
    roles: ["reviewer"],
    reason: "nobody else could approve",
  };
  expect(await addPersonUnreviewed(core, { ...newcomer, reason: "short" })).toEqual({ ok: false, error: "no_reason" });
  for (const wrong of [{ email: "rita" }, { name: " " }, { roles: ["owner"] }])
    expect(await addPersonUnreviewed(core, { ...newcomer, ...wrong })).toEqual({ ok: false, error: "invalid_person" });
  const added = await addPersonUnreviewed(core, newcomer);
  expect(await addPersonUnreviewed(core, newcomer)).toEqual({ ok: false, error: "address_taken" });
  const rita = (await core.people.findByEmail("rita@example.test"))!;
  const account = await core.people.localAccount(rita.id);
  expect(await core.secrets.verifyPassword(account!.passwordHash, added.ok ? added.value : "")).toBe(true);
  const { items } = await core.audit.page({ kind: "personAddedUnreviewed" }, { limit: 5 });
  expect(items).toMatchObject([
    { via: "console", actorId: null, personId: rita.id, data: { reason: newcomer.reason } },
  ]);
  expect(await core.people.withRole("reviewer")).toContainEqual(rita);
});
