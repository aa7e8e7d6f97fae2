import { describe, expect, it } from "vitest";
import { providerSubject } from "#core/domain/directory/provider-subject.ts";
import type { PersonId, SessionId, StepUpId } from "#core/domain/ids.ts";
import { checkAskable, checkReauthentication } from "#core/domain/step-up/check-reauthentication.ts";
import { type StepUp, stepUpMs } from "#core/domain/step-up/step-up.ts";

const issuer = "https://id.example";
const askedAt = new Date("2026-11-26T09:00:00.400Z");
const after = (ms: number) => new Date(askedAt.getTime() + ms);
const session = {
  id: "ses_1" as SessionId,
  personId: "per_ana" as PersonId,
  providerSubject: providerSubject(issuer, "ana"),
};
const stepUp: StepUp = {
  ...{ id: "stp_1" as StepUpId, version: 1, personId: session.personId, sessionId: session.id },
  ...{ purpose: "identity", decisions: [], nonce: "n", createdAt: askedAt, expiresAt: after(stepUpMs) },
  ...{ provedAt: null, provedBy: null, assertion: null, spent: [] },
};
const refusedAs = (error: string) => ({ ok: false, error });

describe("what is asked of an identity provider", () => {
  it.each([
    ["nothing that was asked", null, session, 0, "step_up_mismatch"],
    ["another session of the same person", stepUp, { ...session, id: "ses_2" as SessionId }, 0, "step_up_mismatch"],
    ["somebody else's session", stepUp, { ...session, personId: "per_ben" as PersonId }, 0, "step_up_mismatch"],
    ["what was proved already", { ...stepUp, provedAt: after(1) }, session, 2, "step_up_used"],
    ["exactly its deadline", stepUp, session, stepUpMs, "step_up_expired"],
  ] as const)("is refused for %s", (_, asked, at, ms, error) => {
    expect(checkAskable(asked, at, after(ms))).toEqual(refusedAs(error));
  });

  it("is open until the last millisecond of its five minutes", () => {
    expect(checkAskable(stepUp, session, after(stepUpMs - 1)).ok).toBe(true);
  });
});

describe("an answer of the identity provider", () => {
  const check = (change: object, at = session as { providerSubject: string | null }) =>
    checkReauthentication(
      stepUp,
      at,
      { issuer, subject: "ana", authenticatedAt: new Date("2026-11-26T09:00:30Z"), ...change },
      after(40_000),
    );

  it("proves the confirmation when the same person authenticated after it was asked for", () => {
    expect(check({})).toEqual({ ok: true, value: { ...stepUp, provedAt: after(40_000), provedBy: "oidc" } });
  });

  it.each([
    ["another subject", { subject: "ben" }],
    ["the same subject at another issuer", { issuer: "https://other.example" }],
    ["a subject that only joined with its issuer reads the same", { issuer: `${issuer}","a`, subject: "na" }],
  ])("is refused for %s", (_, change) => {
    expect(check(change)).toEqual(refusedAs("other_identity"));
  });

  it("is refused in a session that no provider opened", () => {
    expect(check({}, { providerSubject: null })).toEqual(refusedAs("other_identity"));
  });

  it.each([
    ["as far before it as clocks may differ", "2026-11-26T08:59:55Z", true],
    ["a second earlier", "2026-11-26T08:59:54Z", false],
    ["as far ahead of us as clocks may differ", "2026-11-26T09:00:45Z", true],
    ["later than any clock of ours", "2026-11-26T09:00:46Z", false],
  ])("from %s is taken: %s → %s", (_, at, isTaken) => {
    const answer = check({ authenticatedAt: new Date(at) });
    expect(answer.ok).toBe(isTaken);
    if (!isTaken) expect(answer).toEqual(refusedAs("not_asked_anew"));
  });
});
