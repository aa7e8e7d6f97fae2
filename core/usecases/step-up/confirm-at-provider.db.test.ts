import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createIdentityProvider } from "#adapters/identity-provider/identity-provider.ts";
import { providerSubject } from "#core/domain/directory/provider-subject.ts";
import type { StepUpId } from "#core/domain/ids.ts";
import type { Confirmation } from "#core/domain/step-up/step-up-input.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createProviderStandIn, type Deviation } from "#core/testing/provider-stand-in.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { openSession } from "#core/usecases/sign-in/open-session.ts";
import { beginEnrolment } from "#core/usecases/step-up/begin-enrolment.ts";
import { beginStepUp } from "#core/usecases/step-up/begin-step-up.ts";
import { confirmAtProvider } from "#core/usecases/step-up/confirm-at-provider.ts";
import { proveIdentity } from "#core/usecases/step-up/prove-identity.ts";
import { readSecurity } from "#core/usecases/step-up/read-security.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { createToken } from "#core/usecases/tokens/create-token.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const opened = await openTestCore();
const { sql } = opened;
const standIn = await createProviderStandIn(Date.now);
afterAll(() => standIn.close());
const identityProvider = createIdentityProvider({
  ...{ issuer: standIn.issuer, ...standIn.client, redirectUri: "https://lapse.test/api/oidc/confirmation" },
  verifierKey: Buffer.alloc(32, 1),
  onUnreachable: () => undefined,
});
const core: Core = { ...opened.core, identityProvider };
const other: Core = { ...opened.other, identityProvider };
let company: Company;
let ana: Caller;

const arrived = async (name: "ana" | "ben"): Promise<Caller> => {
  const caller = await company.as(name);
  const session = { method: "oidc", providerSubject: providerSubject(standIn.issuer, name) } as const;
  const browser = { address: null, userAgent: "test", correlationId: "test" };
  const { sessionId } = await openSession(core, caller.person, session, browser);
  return { ...caller, session: await core.sessions.find(sessionId) };
};

beforeAll(async () => {
  company = await createCompany(core);
  const document = testPolicy.replace("maxDuration: 8h,", "maxDuration: 8h, stepUp: true,");
  const change = { summary: "reads are confirmed", change: { kind: "policy", document } } as const;
  const proposed = await proposeChange(core, await company.as("priya"), change);
  if (!proposed.ok) throw new Error(proposed.error);
  const mei = await createConfirmer(core, await company.signedIn("mei"));
  await decideConfirmed(core, mei, { changeId: proposed.value.id, decision: "approve" });
});
beforeEach(async () => {
  standIn.failWith(null);
  ana = await arrived("ana");
});

const refusedAs = (error: string) => ({ ok: false, error });
const identity: Confirmation = { purpose: "identity" };

const begin = async (caller: Caller, confirm: Confirmation = identity) => {
  const begun = await beginStepUp(core, caller, { confirm });
  if (!begun.ok || begun.value.url === null) throw new Error("the provider is not asked");
  return { ...begun.value, url: begun.value.url };
};
const answerTo = ({ id: stepUpId, url }: { id: StepUpId; url: string }, subject = "ana", deviation?: Deviation) => ({
  ...{ stepUpId, answer: standIn.authenticate(url, subject, deviation) },
});
const ask = async () => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
  const submitted = await submitRequest(core, await company.as("ines"), wish);
  if (!submitted.ok) throw new Error(submitted.error);
  const { id: requestId, digest } = submitted.value;
  return { requestId, digest, vote: "approve" } as const;
};

describe("whoever came through the identity provider and has no passkey", () => {
  it("confirms a vote there: it counts once, and the record says how", async () => {
    const ballot = await ask();
    const begun = await begin(ana, { purpose: "vote", votes: [ballot] });
    expect(begun).toMatchObject({ method: "oidc", options: null });
    expect(new URL(begun.url).searchParams.get("nonce")).toBe(begun.challenge);
    const stepUp = { stepUpId: begun.id };
    expect(await voteOnRequest(core, ana, { ...ballot, stepUp })).toEqual(refusedAs("step_up_required"));
    expect(await confirmAtProvider(core, ana, answerTo(begun))).toEqual({ ok: true, value: stepUp });
    expect(await voteOnRequest(core, ana, { ...ballot, stepUp })).toMatchObject({ value: { status: "approved" } });
    const other = await ask();
    expect(await voteOnRequest(core, ana, { ...other, stepUp })).toEqual(refusedAs("step_up_mismatch"));
    const kinds = await sql(`SELECT kind, data FROM "AuditEvent" WHERE data->>'stepUpId' = $1 ORDER BY id`, [begun.id]);
    expect(kinds).toMatchObject([
      { kind: "stepUpAsked" },
      { kind: "stepUpRefused", data: { code: "step_up_required" } },
      { kind: "identityVerified", data: { method: "oidc", purpose: "vote" } },
      { kind: "stepUpPassed", data: { provedBy: "oidc" } },
      { kind: "stepUpRefused", data: { code: "step_up_mismatch" } },
    ]);
  });

  it("proves who they are there, for a token and for a first passkey", async () => {
    await sql(`UPDATE "Session" SET "verifiedAt" = clock_timestamp() - interval '301 seconds' WHERE id = $1`, [
      ana.session!.id,
    ]);
    const token = { name: "for a script", scopes: ["request:read" as const], days: 1 };
    expect(await createToken(core, ana, token)).toEqual(refusedAs("verification_needed"));
    expect(await beginEnrolment(core, ana, {})).toEqual(refusedAs("verification_needed"));
    const begun = await begin(ana);
    await confirmAtProvider(core, ana, answerTo(begun));
    expect(await proveIdentity(core, ana, { stepUp: { stepUpId: begun.id } })).toMatchObject({ ok: true });
    expect(await createToken(core, ana, token)).toMatchObject({ ok: true });
    expect(await beginEnrolment(core, ana, {})).toMatchObject({ ok: true });
  });

  it("is told so under Security, and one with a password alone is not", async () => {
    expect(await readSecurity(core, ana, {})).toMatchObject({ value: { proofs: ["oidc"] } });
    const tomas = await company.signedIn("tomas");
    expect(await readSecurity(core, tomas, {})).toMatchObject({ value: { proofs: [] } });
    expect(await beginStepUp(core, tomas, { confirm: identity })).toEqual(refusedAs("no_passkey"));
    const elsewhere = { ...core, identityProvider: null };
    expect(await beginStepUp(elsewhere, ana, { confirm: identity })).toEqual(refusedAs("no_passkey"));
  });
});

describe("an answer of the identity provider", () => {
  it("is refused for another person there, and leaves the confirmation open for the right one", async () => {
    const begun = await begin(ana);
    expect(await confirmAtProvider(core, ana, answerTo(begun, "ben"))).toEqual(refusedAs("other_identity"));
    expect(await proveIdentity(core, ana, { stepUp: { stepUpId: begun.id } })).toEqual(refusedAs("step_up_required"));
    expect(await confirmAtProvider(core, ana, answerTo(begun))).toMatchObject({ ok: true });
  });

  it("is refused where the provider took an earlier sign-in for good", async () => {
    const begun = await begin(ana);
    const earlier = { claims: { auth_time: Math.floor(Date.now() / 1000) - 60 } };
    expect(await confirmAtProvider(core, ana, answerTo(begun, "ana", earlier))).toEqual(refusedAs("not_asked_anew"));
  });

  it("is refused when its token is for another confirmation, or forged", async () => {
    const [one, two] = [await begin(ana), await begin(ana)];
    const swapped = { stepUpId: one.id, answer: answerTo(two).answer };
    expect(await confirmAtProvider(core, ana, swapped)).toEqual(refusedAs("step_up_refused"));
    const nonce = { claims: { nonce: two.challenge } };
    expect(await confirmAtProvider(core, ana, answerTo(one, "ana", nonce))).toEqual(refusedAs("step_up_refused"));
    const forged = { signedWith: "another key" } as const;
    expect(await confirmAtProvider(core, ana, answerTo(one, "ana", forged))).toEqual(refusedAs("step_up_refused"));
    const [row] = await sql(
      `SELECT count(*)::int AS n FROM "AuditEvent" WHERE kind = 'stepUpRefused' AND data->>'stepUpId' = $1`,
      [one.id],
    );
    expect(row).toEqual({ n: 3 });
  });

  it("is refused a second time, also when it is a new one", async () => {
    const begun = await begin(ana);
    const first = answerTo(begun);
    expect(await confirmAtProvider(core, ana, first)).toMatchObject({ ok: true });
    expect(await confirmAtProvider(core, ana, first)).toEqual(refusedAs("step_up_used"));
    expect(await confirmAtProvider(core, ana, answerTo(begun))).toEqual(refusedAs("step_up_used"));
  });

  it("is refused in another session of the same person, in somebody else's, and in one that has ended", async () => {
    const begun = await begin(ana);
    const mismatch = refusedAs("step_up_mismatch");
    expect(await confirmAtProvider(core, await arrived("ana"), answerTo(begun))).toEqual(mismatch);
    expect(await confirmAtProvider(core, await arrived("ben"), answerTo(begun))).toEqual(mismatch);
    expect(await confirmAtProvider(core, { ...ana, session: null }, answerTo(begun))).toEqual(
      refusedAs("session_needed"),
    );
    await sql(`UPDATE "Session" SET "endedAt" = clock_timestamp(), version = version + 1 WHERE id = $1`, [
      ana.session!.id,
    ]);
    expect(await confirmAtProvider(core, ana, answerTo(begun))).toEqual(refusedAs("session_needed"));
  });

  it("is refused five minutes after it was asked for, and what it proved ends with them", async () => {
    const [late, used] = [await begin(ana), await begin(ana)];
    await confirmAtProvider(core, ana, answerTo(used));
    await sql(`UPDATE "StepUp" SET "expiresAt" = clock_timestamp() - interval '1 millisecond' WHERE "sessionId" = $1`, [
      ana.session!.id,
    ]);
    expect(await confirmAtProvider(core, ana, answerTo(late))).toEqual(refusedAs("step_up_expired"));
    expect(await proveIdentity(core, ana, { stepUp: { stepUpId: used.id } })).toEqual(refusedAs("step_up_expired"));
  });

  it("is refused once a passkey was enrolled, and a signature beside it is never taken for a passkey's", async () => {
    const [one, two] = [await begin(ana), await begin(ana)];
    await confirmAtProvider(core, ana, answerTo(one));
    const key = await createConfirmer(core, ana);
    expect(await confirmAtProvider(core, ana, answerTo(two))).toEqual(refusedAs("step_up_refused"));
    const assertion = key.authenticator.get(one.challenge);
    const proof = { stepUp: { stepUpId: one.id, assertion } };
    expect(await proveIdentity(core, ana, proof)).toEqual(refusedAs("step_up_refused"));
    await sql(`UPDATE "Passkey" SET "removedAt" = clock_timestamp(), version = version + 1 WHERE id = $1`, [
      key.passkey.id,
    ]);
  });

  it("is no answer while the provider cannot be reached, which is said so", async () => {
    const begun = await begin(ana);
    const answer = answerTo(begun);
    standIn.failWith(503);
    expect(await confirmAtProvider(core, ana, answer)).toEqual(refusedAs("provider_unreachable"));
  });

  it("that arrives twice at once proves once", async () => {
    for (let round = 0; round < 10; round++) {
      const begun = await begin(ana);
      const answers = await Promise.all([
        confirmAtProvider(core, ana, answerTo(begun)),
        confirmAtProvider(other, ana, answerTo(begun)),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers).toContainEqual(refusedAs("step_up_used"));
    }
  });
});
