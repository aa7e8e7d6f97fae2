import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "#core/ports/core.ts";
import { testSite } from "#core/testing/assemble-core.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { createConfirmer } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createAuthenticator } from "#core/testing/software-authenticator.ts";
import { beginEnrolment } from "#core/usecases/step-up/begin-enrolment.ts";
import { removePasskey, renamePasskey } from "#core/usecases/step-up/change-passkey.ts";
import { enrolPasskey } from "#core/usecases/step-up/enrol-passkey.ts";
import { proveIdentity } from "#core/usecases/step-up/prove-identity.ts";
import { readSecurity } from "#core/usecases/step-up/read-security.ts";
import { consumeRecoveryCode, makeRecoveryCodes } from "#core/usecases/step-up/recovery-codes.ts";
import { endSession, sessionEnded } from "#core/usecases/sign-in/end-session.ts";
import { createToken } from "#core/usecases/tokens/create-token.ts";

const { core, sql } = await openTestCore();
let company: Company;
let ana: Caller;

beforeAll(async () => {
  company = await createCompany(core);
});
beforeEach(async () => {
  await sql(`UPDATE "Passkey" SET "removedAt" = clock_timestamp(), version = version + 1 WHERE "removedAt" IS NULL`);
  ana = await company.signedIn("ana");
});

const refusedAs = (error: string) => ({ ok: false, error });
const security = async (caller: Caller) => {
  const read = await readSecurity(core, caller, {});
  if (!read.ok) throw new Error("unreadable");
  return read.value;
};
const begin = async (caller: Caller) => {
  const begun = await beginEnrolment(core, caller, {});
  if (!begun.ok) throw new Error(begun.error);
  return { stepUpId: begun.value.id, challenge: String(begun.value.options["challenge"]) };
};
const enrol = async (caller: Caller, how = {}) => {
  const { stepUpId, challenge } = await begin(caller);
  const attestation = createAuthenticator(testSite).create(challenge, how);
  return enrolPasskey(core, caller, { stepUpId, name: "phone", attestation });
};
const age = (caller: Caller) =>
  sql(`UPDATE "Session" SET "verifiedAt" = clock_timestamp() - interval '301 seconds' WHERE id = $1`, [
    caller.session!.id,
  ]);
const withPasskey = async (caller: Caller) => {
  const confirmer = await createConfirmer(core, caller);
  const stepUp = await confirmer.confirm({ purpose: "identity" });
  return { ...confirmer, proved: await proveIdentity(core, caller, { stepUp }) };
};

describe("a passkey", () => {
  it("is enrolled after a fresh proof of identity, and confirms from a day later on", async () => {
    expect(await enrol(ana)).toMatchObject({ ok: true, value: { name: "phone" } });
    const [passkey] = (await security(ana)).passkeys;
    expect(passkey!.confirmsFrom.getTime() - passkey!.createdAt.getTime()).toBe(24 * 3_600_000);
    const [event] = await sql(`SELECT "personId" FROM "AuditEvent" WHERE kind = 'passkeyEnrolled' ORDER BY id DESC`);
    expect(event).toEqual({ personId: ana.person.id });
  });

  it("is not enrolled without a session, nor with a proof that is older than five minutes", async () => {
    expect(await beginEnrolment(core, await company.as("ana"), {})).toEqual(refusedAs("session_needed"));
    const begun = await begin(ana);
    await age(ana);
    expect(await beginEnrolment(core, ana, {})).toEqual(refusedAs("verification_needed"));
    const attestation = createAuthenticator(testSite).create(begun.challenge);
    const late = await enrolPasskey(core, ana, { stepUpId: begun.stepUpId, name: "phone", attestation });
    expect(late).toEqual(refusedAs("verification_needed"));
  });

  it.each([
    ["does not verify its person", { userVerified: false }],
    ["was made for another site", { rpId: "evil.example" }],
    ["was made on another site", { origin: "https://evil.example" }],
  ])("is refused when it %s", async (_, how) => {
    expect(await enrol(ana, how)).toEqual(refusedAs("passkey_refused"));
  });

  it("is enrolled once with what was begun, in the session that began", async () => {
    const { stepUpId, challenge } = await begin(ana);
    const wanted = { stepUpId, name: "phone", attestation: createAuthenticator(testSite).create(challenge) };
    const elsewhere = await company.signedIn("ana");
    expect(await enrolPasskey(core, elsewhere, wanted)).toEqual(refusedAs("step_up_mismatch"));
    const ben = await company.signedIn("ben");
    expect(await enrolPasskey(core, ben, wanted)).toEqual(refusedAs("step_up_mismatch"));
    expect(await enrolPasskey(core, ana, wanted)).toMatchObject({ ok: true });
    await sql(`UPDATE "Session" SET "verifiedBy" = 'passkey' WHERE id = $1`, [ana.session!.id]);
    expect(await enrolPasskey(core, ana, wanted)).toEqual(refusedAs("step_up_used"));
    const other = await begin(ana);
    expect(await enrolPasskey(core, ana, { ...wanted, stepUpId: other.stepUpId })).toEqual(
      refusedAs("passkey_refused"),
    );
  });

  it("guards its person's others: with the password alone none is added, removed or replaced by codes", async () => {
    const { passkey } = await createConfirmer(core, ana);
    expect(await beginEnrolment(core, ana, {})).toEqual(refusedAs("passkey_needed"));
    expect(await removePasskey(core, ana, { passkeyId: passkey.id })).toEqual(refusedAs("passkey_needed"));
    expect(await makeRecoveryCodes(core, ana, {})).toEqual(refusedAs("passkey_needed"));
    const { proved } = await withPasskey(ana);
    expect(proved).toMatchObject({ ok: true });
    expect(await removePasskey(core, ana, { passkeyId: passkey.id })).toEqual({ ok: true, value: null });
    expect(await enrol(ana)).toMatchObject({ ok: true });
  });

  it("is renamed and removed by nobody else", async () => {
    const { passkey } = await createConfirmer(core, ana);
    const ben = await company.signedIn("ben");
    expect(await renamePasskey(core, ben, { passkeyId: passkey.id, name: "mine" })).toEqual(refusedAs("not_found"));
    expect(await removePasskey(core, ben, { passkeyId: passkey.id })).toEqual(refusedAs("not_found"));
    expect(await renamePasskey(core, ana, { passkeyId: passkey.id, name: "laptop" })).toMatchObject({ ok: true });
    expect((await security(ana)).passkeys).toMatchObject([{ name: "laptop" }]);
  });
});

describe("proving one's identity with a passkey", () => {
  it("renews the proof of this session, once for each signature", async () => {
    const { confirm } = await createConfirmer(core, ana);
    await age(ana);
    const token = { name: "a script", scopes: ["request:read" as const], days: 1 };
    expect(await createToken(core, ana, token)).toEqual(refusedAs("verification_needed"));
    const stepUp = await confirm({ purpose: "identity" });
    expect(await proveIdentity(core, ana, { stepUp })).toMatchObject({ ok: true });
    expect(await createToken(core, ana, token)).toMatchObject({ ok: true });
    expect(await proveIdentity(core, ana, { stepUp })).toEqual(refusedAs("step_up_used"));
  });

  it("makes no token in a session that was ended meanwhile", async () => {
    const token = { name: "a script", scopes: ["request:read" as const], days: 1 };
    expect(await endSession(core, ana, { sessionId: ana.session!.id })).toMatchObject({ ok: true });
    expect(await createToken(core, ana, token)).toEqual(refusedAs("session_needed"));
  });

  it("makes no token where the session is ended between the last look at it and the writing", async () => {
    const ending = sessionEnded(ana.session!, "ended-by-person", await core.clock.now());
    let ended = false;
    const commit: typeof core.store.commit = async (by, transitions) => {
      if (!ended) await core.store.commit(by, [ending]);
      ended = true;
      return core.store.commit(by, transitions);
    };
    const raced = { name: "raced", scopes: ["request:read" as const], days: 1 };
    const between = { ...core, store: { ...core.store, commit } };
    expect(await createToken(between, ana, raced)).toEqual(refusedAs("session_needed"));
    const made = await core.sessions.tokensOf(ana.person.id);
    expect(made.map(({ name }) => name)).not.toContain("raced");
  });

  it("is never possible with a token", async () => {
    const { confirm } = await createConfirmer(core, ana);
    const stepUp = await confirm({ purpose: "identity" });
    const token = { ...ana, session: null, scopes: [] };
    expect(await proveIdentity(core, token, { stepUp })).toEqual(refusedAs("session_needed"));
  });
});

describe("a recovery code", () => {
  const codesOf = async (caller: Caller) => {
    const made = await makeRecoveryCodes(core, caller, {});
    if (!made.ok) throw new Error(made.error);
    return made.value.codes;
  };

  it("is one of ten with 130 random bits, of which only hashes are kept", async () => {
    const codes = await codesOf(ana);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code.replaceAll("-", "")).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    const kept =
      JSON.stringify(await sql(`SELECT * FROM "RecoveryCode"`)) +
      JSON.stringify(await sql(`SELECT data FROM "AuditEvent"`));
    for (const code of codes) expect(kept).not.toContain(code);
  });

  it("removes every passkey, ends every other session, and works once, however it is typed", async () => {
    const [code = ""] = await codesOf(ana);
    const other = await company.signedIn("ana");
    await withPasskey(other);
    const typed = code.toUpperCase().replaceAll("-", " ").replaceAll("0", "O").replaceAll("1", "l");
    expect(await consumeRecoveryCode(core, ana, { code: typed })).toEqual({ ok: true, value: null });
    expect((await security(ana)).passkeys).toEqual([]);
    expect((await core.sessions.find(other.session!.id))?.endedAt).not.toBeNull();
    expect((await core.sessions.find(ana.session!.id))?.endedAt).toBeNull();
    expect(await consumeRecoveryCode(core, ana, { code })).toEqual(refusedAs("wrong_code"));
    expect((await security(ana)).recoveryCodes).toBe(9);
    expect(await enrol(ana)).toMatchObject({ ok: true });
  });

  it("needs a fresh proof of identity, and is one's own", async () => {
    const [code = ""] = await codesOf(ana);
    expect(await consumeRecoveryCode(core, await company.signedIn("ben"), { code })).toEqual(refusedAs("wrong_code"));
    expect(await consumeRecoveryCode(core, await company.as("ana"), { code })).toEqual(refusedAs("session_needed"));
    await age(ana);
    expect(await consumeRecoveryCode(core, ana, { code })).toEqual(refusedAs("verification_needed"));
  });

  it("is over once new ones are made", async () => {
    const [code = ""] = await codesOf(ana);
    await codesOf(ana);
    expect(await consumeRecoveryCode(core, ana, { code })).toEqual(refusedAs("wrong_code"));
  });

  it("is used by one of two calls at once", async () => {
    const [code = ""] = await codesOf(ana);
    const answers = await Promise.all([
      consumeRecoveryCode(core, ana, { code }),
      consumeRecoveryCode(core, ana, { code }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
