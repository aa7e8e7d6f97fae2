import { beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "#core/domain/ids.ts";
import type { StepUpProof } from "#core/domain/step-up/step-up-proof.ts";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { decideChange } from "#core/usecases/changes/decide-change.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { beginStepUp } from "#core/usecases/step-up/begin-step-up.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import type { RequestView } from "#core/usecases/view-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, other, sql } = await openTestCore();
let company: Company;
let ana: Confirmer;
let ben: Confirmer;

const document = testPolicy.replace("maxDuration: 8h,", "maxDuration: 8h, stepUp: true,");

beforeAll(async () => {
  company = await createCompany(core);
  const mei = await createConfirmer(core, await company.signedIn("mei"));
  const change = { summary: "reads are confirmed", change: { kind: "policy", document } } as const;
  const proposed = await proposeChange(core, await company.as("priya"), change);
  if (!proposed.ok) throw new Error(proposed.error);
  const changeId = proposed.value.id;
  expect(await decideChange(core, mei.caller, { changeId, decision: "approve" })).toEqual(required);
  expect(await decideConfirmed(core, mei, { changeId, decision: "approve" })).toMatchObject({ ok: true });
  ana = await createConfirmer(core, await company.signedIn("ana"));
  ben = await createConfirmer(core, await company.signedIn("ben"));
});

const required = { ok: false, error: "step_up_required" } as const;
const refusedAs = (error: string) => ({ ok: false, error });

const ask = async (): Promise<RequestView> => {
  // A round of many may have taken longer than the revoker may be silent.
  await core.heartbeats.beat(reconcilerHeartbeat, "test");
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const submitted = await submitRequest(core, await company.as("ines"), wish);
  if (!submitted.ok) throw new Error(submitted.error);
  return submitted.value;
};
const ballotOn = ({ id: requestId, digest }: RequestView, vote: "approve" | "deny" = "approve") => ({
  ...{ requestId, digest, vote },
});
const voting = (...requests: readonly RequestView[]) =>
  ({ purpose: "vote", votes: requests.map((request) => ballotOn(request)) }) as const;
const vote = (request: RequestView, stepUp: StepUpProof | undefined, by = ana.caller, on = core) =>
  voteOnRequest(on, by, { ...ballotOn(request), stepUp });

describe("a vote that policy wants confirmed", () => {
  it("counts with a passkey's signature over exactly this vote, and the record says so", async () => {
    const request = await ask();
    expect(await vote(request, undefined)).toEqual(required);
    const proof = await ana.confirm(voting(request));
    expect(await vote(request, proof)).toMatchObject({ ok: true, value: { status: "approved" } });
    const [passed] = await sql(`SELECT data FROM "AuditEvent" WHERE kind = 'stepUpPassed' AND data->>'stepUpId' = $1`, [
      proof.stepUpId,
    ]);
    expect(passed).toMatchObject({
      data: { purpose: "vote", provedBy: ana.passkey.id, decision: { id: request.id, digest: request.digest } },
    });
  });

  it("is refused with a token, whatever comes along", async () => {
    const request = await ask();
    const token = { ...ana.caller, session: null, scopes: ["vote"] as const };
    expect(await vote(request, await ana.confirm(voting(request)), token)).toEqual(required);
    expect(await beginStepUp(core, token, { confirm: voting(request) })).toEqual(refusedAs("session_needed"));
  });

  it.each([
    ["another request", async () => voting(await ask())],
    ["the opposite", (request: RequestView) => ({ purpose: "vote", votes: [ballotOn(request, "deny")] })],
    [
      "a shorter duration",
      (request: RequestView) => ({ purpose: "vote", votes: [{ ...ballotOn(request), durationSeconds: 60 }] }),
    ],
    [
      "another digest",
      (request: RequestView) => ({ purpose: "vote", votes: [{ ...ballotOn(request), digest: "0".repeat(64) }] }),
    ],
    ["another purpose", () => ({ purpose: "identity" })],
  ])("is refused when what was confirmed was %s", async (_, what) => {
    const request = await ask();
    const confirmed = await ana.confirm((await what(request)) as Parameters<Confirmer["confirm"]>[0]);
    expect(await vote(request, confirmed)).toEqual(refusedAs("step_up_mismatch"));
  });

  it("is refused with a confirmation of somebody else, and with one of another session of the same person", async () => {
    const request = await ask();
    const confirmed = await ana.confirm(voting(request));
    expect(await vote(request, confirmed, ben.caller)).toEqual(refusedAs("step_up_mismatch"));
    const elsewhere = await company.signedIn("ana");
    expect(await vote(request, confirmed, elsewhere)).toEqual(refusedAs("step_up_mismatch"));
    const begun = await beginStepUp(core, ana.caller, { confirm: voting(request) });
    if (!begun.ok) throw new Error(begun.error);
    const others = { stepUpId: begun.value.id, assertion: ben.authenticator.get(begun.value.challenge) };
    expect(await vote(request, others)).toEqual(refusedAs("step_up_refused"));
  });

  it.each([
    ["does not verify its person", { userVerified: false }],
    ["was given to another site", { origin: "https://lapse.test.evil.example" }],
    ["is for another site", { rpId: "evil.example" }],
  ])("is refused with a signature that %s", async (_, how) => {
    const request = await ask();
    const { id, challenge } = await ana.begin(voting(request));
    const assertion = ana.authenticator.get(challenge, how);
    expect(await vote(request, { stepUpId: id, assertion })).toEqual(refusedAs("step_up_refused"));
  });

  it("is refused with a signature over another challenge, an altered one, and a count that went back", async () => {
    const request = await ask();
    const [one, two] = [await ana.begin(voting(request)), await ana.begin(voting(request))];
    const assertion = ana.authenticator.get(one.challenge);
    expect(await vote(request, { stepUpId: two.id, assertion })).toEqual(refusedAs("step_up_refused"));
    const altered = { ...assertion, response: { ...assertion.response, signature: "A".repeat(90) } };
    expect(await vote(request, { stepUpId: one.id, assertion: altered })).toEqual(refusedAs("step_up_refused"));
    await sql(`UPDATE "Passkey" SET "signCount" = 5000, version = version + 1 WHERE id = $1`, [ana.passkey.id]);
    expect(await vote(request, { stepUpId: one.id, assertion })).toEqual(refusedAs("step_up_refused"));
    await sql(`UPDATE "Passkey" SET "signCount" = 0, version = version + 1 WHERE id = $1`, [ana.passkey.id]);
    expect(await vote(request, { stepUpId: one.id, assertion })).toMatchObject({ ok: true });
  });

  it("is refused five minutes after it was asked for, at exactly that instant", async () => {
    const request = await ask();
    const confirmed = await ana.confirm(voting(request));
    await sql(`UPDATE "StepUp" SET "expiresAt" = date_trunc('milliseconds', clock_timestamp()) WHERE id = $1`, [
      confirmed.stepUpId,
    ]);
    expect(await vote(request, confirmed)).toEqual(refusedAs("step_up_expired"));
  });

  it("is refused with a passkey that was removed, also between its proof and its use", async () => {
    const request = await ask();
    const lost = await createConfirmer(core, ana.caller);
    const { id: stepUpId, challenge } = await lost.begin(voting(request));
    await sql(`UPDATE "Passkey" SET "removedAt" = clock_timestamp(), version = version + 1 WHERE id = $1`, [
      lost.passkey.id,
    ]);
    const assertion = lost.authenticator.get(challenge);
    expect(await vote(request, { stepUpId, assertion })).toEqual(refusedAs("step_up_refused"));
  });

  it("is refused once the session has ended", async () => {
    const request = await ask();
    const brief = await createConfirmer(core, await company.signedIn("ana"));
    const confirmed = await brief.confirm(voting(request));
    const id: SessionId = brief.caller.session!.id;
    await sql(`UPDATE "Session" SET "endedAt" = clock_timestamp(), version = version + 1 WHERE id = $1`, [id]);
    expect(await vote(request, confirmed, brief.caller)).toEqual(required);
  });
});

describe("one confirmation", () => {
  it("is used once, and is not used up by a vote that is refused for another reason", async () => {
    const [request, next] = [await ask(), await ask()];
    const confirmed = await ana.confirm(voting(request));
    const late = await voteOnRequest(core, ana.caller, { ...ballotOn(request), digest: "stale", stepUp: confirmed });
    expect(late).toEqual(refusedAs("stale"));
    expect(await vote(request, confirmed)).toMatchObject({ ok: true });
    expect(await vote(request, confirmed)).toEqual(refusedAs("not_pending"));
    expect(await vote(next, confirmed)).toEqual(refusedAs("step_up_mismatch"));
  });

  it("of a listed batch authorises each of its votes once, and only with the signature that it began with", async () => {
    const [one, two, three] = [await ask(), await ask(), await ask()];
    const { id: stepUpId, challenge } = await ana.begin(voting(one, two));
    const confirmed = { stepUpId, assertion: ana.authenticator.get(challenge) };
    expect(await vote(one, confirmed)).toMatchObject({ ok: true });
    const again = { stepUpId, assertion: ana.authenticator.get(challenge) };
    expect(await vote(two, again)).toEqual(refusedAs("step_up_refused"));
    expect(await vote(two, { stepUpId })).toEqual(required);
    expect(await vote(three, confirmed)).toEqual(refusedAs("step_up_mismatch"));
    expect(await vote(two, confirmed)).toMatchObject({ ok: true });
  });

  const rounds = isFull ? 200 : 10;

  it(`is used by one of two calls at once, in ${rounds} rounds`, async () => {
    for (let round = 0; round < rounds; round++) {
      const { id: changeId } = await proposed(`${document}# round ${round}\n`);
      const twin = { changeId, decision: "approve" } as const;
      const stepUp = await mei().confirm({ purpose: "change", ...twin });
      const answers = await Promise.all([
        decideChange(core, mei().caller, { ...twin, stepUp }),
        decideChange(other, mei().caller, { ...twin, stepUp }),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const [row] = await sql(
        `SELECT count(*)::int AS n FROM "AuditEvent" WHERE kind = 'stepUpPassed' AND data->>'stepUpId' = $1`,
        [stepUp.stepUpId],
      );
      expect(row).toEqual({ n: 1 });
    }
  }, 600_000);

  let reviewer: Confirmer;
  const mei = () => reviewer;
  beforeAll(async () => {
    reviewer = await createConfirmer(core, await company.signedIn("mei"));
  });
  const proposed = async (document: string) => {
    const change = { summary: "again", change: { kind: "policy", document } } as const;
    const made = await proposeChange(core, await company.as("priya"), change);
    if (!made.ok) throw new Error(made.error);
    return made.value;
  };
});

describe("who may begin", () => {
  it("whoever has a passkey of at least a day; a younger one is told apart from none", async () => {
    const ballot = voting(await ask());
    const tomas = await company.signedIn("tomas");
    expect(await beginStepUp(core, tomas, { confirm: ballot })).toEqual(refusedAs("no_passkey"));
    const young = await createConfirmer(core, tomas, 24 * 3_600_000 - 5_000);
    expect(await beginStepUp(core, tomas, { confirm: ballot })).toEqual(refusedAs("passkey_too_young"));
    expect(await beginStepUp(core, tomas, { confirm: { purpose: "identity" } })).toMatchObject({ ok: true });
    expect(young.passkey.removedAt).toBeNull();
  });

  it("a confirmation that was begun with an old passkey is not given by a young one", async () => {
    const request = await ask();
    const young = await createConfirmer(core, ana.caller, 60_000);
    const { id: stepUpId, challenge } = await ana.begin(voting(request));
    const assertion = young.authenticator.get(challenge);
    expect(await vote(request, { stepUpId, assertion })).toEqual(refusedAs("passkey_too_young"));
  });
});
