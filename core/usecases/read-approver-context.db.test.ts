import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { RequestId } from "#core/domain/ids.ts";
import { transition } from "#core/domain/transition.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { readApproverContext } from "#core/usecases/read-approver-context.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

const ask = async (name: Name, durationSeconds: number): Promise<RequestId> => {
  const input = {
    entitlementIds: [company.read],
    durationSeconds,
    justification: `the reason of ${name}, which is theirs`,
  };
  const submitted = await submitRequest(core, await company.as(name), input);
  if (!submitted.ok) throw new Error(submitted.error);
  return submitted.value.id;
};

const contextFor = async (name: Name, requestId: RequestId) =>
  readApproverContext(core, await company.as(name), { requestId });

it("an approver learns how others used the entitlement as counts, and never who they are or why", async () => {
  await ask("tomas", 600);
  await reconcileDue(core, ticker);
  const requestId = await ask("ines", 7200);
  const context = await contextFor("ben", requestId);
  expect(context).toMatchObject({
    ok: true,
    value: {
      requestId,
      held: [],
      lately: [],
      recentDenials: 0,
      use: [{ holderTimes: 0, otherTimes: 1, otherPeople: 1, peers: 1, otherMedianSeconds: 600 }],
      similar: { byPolicy: 1, approved: 0, denied: 0, lapsed: 0 },
      failedSignIns: 0,
    },
  });
  const shown = JSON.stringify(context);
  const { tomas } = company.people;
  for (const secret of [tomas.id, tomas.name, tomas.email, "the reason of"]) expect(shown).not.toContain(secret);
});

it("what the holder holds and asked for before is told, without the request that is decided on", async () => {
  const first = await ask("tomas", 900);
  await reconcileDue(core, ticker);
  const requestId = await ask("tomas", 7200);
  const context = await contextFor("ana", requestId);
  if (!context.ok) throw new Error(context.error);
  expect(context.value.lately[0]).toMatchObject({ id: first, status: "approved", byPolicy: true, voters: [] });
  expect(context.value.lately.map(({ id }) => id)).not.toContain(requestId);
  expect(context.value.held).toHaveLength(2);
});

it("earlier answers to the same and failed sign-ins are counted, whoever they came from", async () => {
  const earlier = await ask("ines", 7200);
  const ana = await company.as("ana");
  const { digest } = (await core.requests.find(earlier))!;
  expect(
    await voteOnRequest(core, ana, { requestId: earlier, vote: "deny", comment: "not now", digest }),
  ).toMatchObject({
    ok: true,
  });
  const failed = { kind: "signInFailed" as const, personId: company.people.ines.id };
  await core.store.commit(ticker, [transition({ events: [failed, failed, failed] })]);
  const context = await contextFor("ben", await ask("ines", 7200));
  expect(context).toMatchObject({ value: { similar: { denied: 1 }, recentDenials: 1, failedSignIns: 3 } });
});

it("whoever does not decide gets the answer of a request that does not exist, the requester and administrators too", async () => {
  const requestId = await ask("ines", 7200);
  for (const name of ["ana", "ben", "jonas"] as const) expect((await contextFor(name, requestId)).ok).toBe(true);
  for (const name of ["ines", "tomas", "mei", "priya", "carl"] as const)
    expect(await contextFor(name, requestId)).toEqual({ ok: false, error: "not_found" });
});
