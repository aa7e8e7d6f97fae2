import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { EventKind } from "#core/domain/audit/event.ts";
import { recoverSignInInput } from "#core/domain/directory/sign-in-input.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import type { IdentityProvider } from "#core/ports/identity-provider.ts";
import { testSite } from "#core/testing/assemble-core.ts";
import { addLocalAccount } from "#core/testing/add-local-account.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { createConfirmer } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createAuthenticator } from "#core/testing/software-authenticator.ts";
import { withTokens } from "#core/testing/with-tokens.ts";
import { fanOutDue } from "#core/usecases/notify/fan-out-due.ts";
import { listInbox } from "#core/usecases/notify/list-inbox.ts";
import { disablePerson } from "#core/usecases/people/disable-person.ts";
import { enablePerson } from "#core/usecases/people/enable-person.ts";
import { issueRecoveryLink } from "#core/usecases/sign-in/issue-recovery-link.ts";
import { readRecoveryLink } from "#core/usecases/sign-in/read-recovery-link.ts";
import { recoverSignIn } from "#core/usecases/sign-in/recover-sign-in.ts";
import { signInWithPassword } from "#core/usecases/sign-in/sign-in-with-password.ts";
import { beginEnrolment } from "#core/usecases/step-up/begin-enrolment.ts";
import { enrolPasskey } from "#core/usecases/step-up/enrol-passkey.ts";
import { consumeRecoveryCode, makeRecoveryCodes } from "#core/usecases/step-up/recovery-codes.ts";
import { createToken } from "#core/usecases/tokens/create-token.ts";

const { core: opened, other: replica, sql } = await openTestCore();
const browser = { address: "192.0.2.7", userAgent: "test", correlationId: "test" };
const from = { address: "192.0.2.7", correlationId: "test" };
const reason = "their telephone fell into the sea";
const [first, second, third] = ["the first of its kind", "the second of its kind", "the third of its kind"];
const email = "ines@example.test";
const [core, other] = [withTokens(opened), withTokens(replica)];
/** Where somebody else vouches for people who have no password here. */
const federated: Core = { ...core, identityProvider: {} as IdentityProvider };

let company: Company;
let ines: Caller;
beforeAll(async () => {
  company = await createCompany(core);
  await addLocalAccount(core, company.people.ines);
});
beforeEach(async () => {
  const { id } = company.people.ines;
  const moved = "version = version + 1";
  await sql(`UPDATE "LocalAccount" SET "passwordHash" = $2, ${moved} WHERE id = $1`, [id, `plain:${first}`]);
  for (const [table, column] of [
    ["Session", "endedAt"],
    ["ApiToken", "revokedAt"],
    ["Passkey", "removedAt"],
    ["RecoveryCode", "replacedAt"],
  ])
    await sql(`UPDATE "${table}" SET "${column}" = clock_timestamp(), ${moved} WHERE "${column}" IS NULL`);
  ines = await company.signedIn("ines");
});

const refusedAs = (error: string) => ({ ok: false, error });
const invalid = refusedAs("invalid_link");
const done = { ok: true, value: null };
const issue = (lost = {}, on: Core = core) => issueRecoveryLink(on, { email, reason, ...lost }, "test");
const link = async (of = email) => {
  const issued = await issue({ email: of });
  if (!issued.ok) throw new Error(issued.error);
  return issued.value.token;
};
const use = (token: string, password: string | undefined = second, on: Core = core) =>
  recoverSignIn(on, { token, password }, from);
const useWithout = (token: string, on: Core) => recoverSignIn(on, { token }, from);
const signIn = (password: string, on: Core = core) => signInWithPassword(on, { email, password }, browser);
const enrol = async (caller: Caller, on: Core = core) => {
  const begun = await beginEnrolment(core, caller, {});
  if (!begun.ok) return begun;
  const attestation = createAuthenticator(testSite).create(String(begun.value.options["challenge"]));
  return enrolPasskey(on, caller, { stepUpId: begun.value.id, name: "phone", attestation });
};
const codes = (caller: Caller, on: Core = core) => makeRecoveryCodes(on, caller, {});
const token = (caller: Caller, on: Core = core) =>
  createToken(on, caller, { name: "a script", scopes: ["request:read"], days: 1 });
/** What still lets ines in, or confirms for them. */
const left = async () => {
  const { id } = ines.person;
  const [sessions, tokens, passkeys, recoveryCodes] = await Promise.all([
    core.sessions.liveOf(id),
    core.sessions.tokensOf(id).then((all) => all.filter(({ revokedAt }) => revokedAt === null)),
    core.proofs.passkeysOf(id),
    core.proofs.recoveryCodesOf(id),
  ]);
  return [sessions.length, tokens.length, passkeys.length, recoveryCodes.length];
};
const nothing = [0, 0, 0, 0];
/** The newest of its kind about ines, as auditors read it. */
const recorded = async (kind: EventKind) =>
  (await core.audit.page({ kind, personId: ines.person.id }, { limit: 1 })).items[0];

describe("a link from the console", () => {
  it("sets the password that its person chose, and leaves nothing else that let them in or confirmed for them", async () => {
    expect([await token(ines), await enrol(ines)]).toMatchObject([{ ok: true }, { ok: true }]);
    const elsewhere = await company.signedIn("ines");
    await sql(`UPDATE "Session" SET "verifiedBy" = 'passkey' WHERE id = $1`, [elsewhere.session!.id]);
    expect(await codes(elsewhere)).toMatchObject({ ok: true });
    expect(await left()).toEqual([2, 1, 1, 10]);
    expect(await use(await link())).toEqual(done);
    expect(await left()).toEqual(nothing);
    expect(await signIn(first)).toMatchObject({ ok: false });
    expect(await signIn(second)).toMatchObject({ ok: true });
  });

  it("leads back to a passkey, which confirms nothing before it is a day old", async () => {
    await createConfirmer(core, ines);
    expect(await enrol(ines)).toEqual(refusedAs("passkey_needed"));
    expect(await use(await link())).toEqual(done);
    const again = await company.signedIn("ines");
    expect(await enrol(again)).toMatchObject({ ok: true });
    const [passkey] = await core.proofs.passkeysOf(ines.person.id);
    expect(await core.clock.now()).toSatisfy(
      (now: Date) => passkey!.createdAt.getTime() + core.passkeys.minimumAgeMs > now.getTime(),
    );
    expect(core.passkeys.minimumAgeMs).toBe(24 * 3_600_000);
  });

  it("touches nobody else", async () => {
    const ben = await company.signedIn("ben");
    await createConfirmer(core, ben);
    expect(await use(await link())).toEqual(done);
    expect(await core.sessions.find(ben.session!.id)).toMatchObject({ endedAt: null });
    expect(await core.proofs.passkeysOf(ben.person.id)).toHaveLength(1);
  });

  it("is on record with why it was made and what it ended, and neither it nor a password is", async () => {
    const secret = await link();
    expect(await recorded("recoveryLinkIssued")).toMatchObject({ actorId: null, via: "console", data: { reason } });
    await codes(ines);
    expect(await use(secret)).toEqual(done);
    const ended = { sessions: 1, tokens: 0, passkeys: 0, recoveryCodes: 10 };
    expect(await recorded("signInRecovered")).toMatchObject({
      ...{ actorId: null, via: "browser" },
      data: { address: from.address, password: true, ...ended },
    });
    expect(await recorded("sessionEnded")).toMatchObject({ data: { endReason: "recovered" } });
    expect(await recorded("passwordChanged")).toMatchObject({ data: ended });
    const everything = JSON.stringify([
      await sql(`SELECT data FROM "AuditEvent"`),
      await sql(`SELECT value FROM "AuditPersonal"`),
      await sql(`SELECT * FROM "RecoveryLink"`),
    ]);
    expect(everything).toContain(`hash:${secret}`);
    expect(everything.replaceAll(`hash:${secret}`, "")).not.toContain(secret);
    expect(everything).not.toContain(second);
  });

  it("is told to its person and to administrators when it is made, and again when it is used", async () => {
    const priya = await company.as("priya");
    const titles = async (who: Caller) => {
      await fanOutDue(core);
      const inbox = await listInbox(core, who, { limit: 50 });
      return inbox.ok ? inbox.value.items.flatMap(({ kind, title }) => (kind === "signInRecovery" ? [title] : [])) : [];
    };
    const secret = await link();
    expect((await titles(ines))[0]).toMatch(/can recover your sign-in$/);
    expect((await titles(priya))[0]).toMatch(/can recover the sign-in of ines/i);
    expect(await use(secret)).toEqual(done);
    expect((await titles(ines))[0]).toMatch(/recovered your sign-in: /);
    expect((await titles(priya))[0]).toMatch(/recovered the sign-in of ines/i);
    expect(await titles(await company.as("mei"))).toEqual([]);
  });

  it("lets in at once whoever's password was tried until nobody was let in any more", async () => {
    const forgiven: string[] = [];
    const forgive = (what: string, key: string) => Promise.resolve(void forgiven.push(`${what} ${key}`));
    expect(await use(await link(), second, { ...core, rateLimit: { ...core.rateLimit, forgive } })).toEqual(done);
    expect(forgiven).toEqual([`sign-in-by-account ${email}`, `verify-identity ${ines.person.id}`]);
  });

  it("can be looked at without being used up", async () => {
    const secret = await link();
    expect(await readRecoveryLink(core, secret)).toEqual({ email, hasPassword: true });
    expect(await readRecoveryLink(core, secret)).toEqual({ email, hasPassword: true });
    expect(await use(secret)).toEqual(done);
    expect(await readRecoveryLink(core, secret)).toBeNull();
  });
});

describe("whoever has no password here", () => {
  it("keeps none where an identity provider vouches for them, and loses all else", async () => {
    const ben = await company.signedIn("ben");
    await createConfirmer(core, ben);
    const secret = await link("ben@example.test");
    expect(await readRecoveryLink(federated, secret)).toMatchObject({ hasPassword: false });
    expect(await use(secret, second, federated)).toEqual(refusedAs("no_password_here"));
    expect(await useWithout(secret, federated)).toEqual(done);
    expect(await core.people.localAccount(ben.person.id)).toBeNull();
    expect(await core.proofs.passkeysOf(ben.person.id)).toEqual([]);
    expect(await core.sessions.liveOf(ben.person.id)).toEqual([]);
  });

  it("gets one where nobody could vouch for them, as a person does who was added by a review", async () => {
    const secret = await link("tomas@example.test");
    expect(await readRecoveryLink(core, secret)).toMatchObject({ hasPassword: true });
    expect(await useWithout(secret, core)).toEqual(refusedAs("password_needed"));
    expect(await use(secret)).toEqual(done);
    const credentials = { email: "tomas@example.test", password: second };
    expect(await signInWithPassword(core, credentials, browser)).toMatchObject({ ok: true });
  });
});

describe("a link is not made", () => {
  it.each([
    ["without a reason", { reason: "because  " }, "no_reason"],
    ["for an address that nobody has", { email: "nobody@example.test" }, "unknown_person"],
    ["for what is no address", { email: "" }, "unknown_person"],
  ])("%s", async (_, lost, error) => {
    const before = await sql(`SELECT count(*) FROM "AuditEvent"`);
    expect(await issue(lost)).toEqual(refusedAs(error));
    expect(await sql(`SELECT count(*) FROM "AuditEvent"`)).toEqual(before);
  });

  it("for somebody who is disabled, whose last one is good for nothing even when they are let in again", async () => {
    const priya = await company.signedIn("priya");
    const carl = { email: "carl@example.test", personId: company.people.carl.id };
    const secret = await link(carl.email);
    expect(await disablePerson(core, priya, { personId: carl.personId, reason: "left" })).toMatchObject({ ok: true });
    expect(await use(secret)).toEqual(invalid);
    expect(await issue({ email: carl.email })).toEqual(refusedAs("disabled"));
    expect(await enablePerson(core, priya, { personId: carl.personId })).toMatchObject({ ok: true });
    expect(await use(secret)).toEqual(invalid);
  });
});

describe("a link is good for nothing", () => {
  const unchanged = async () => {
    expect(await signIn(first)).toMatchObject({ ok: true });
    expect(await core.sessions.find(ines.session!.id)).toMatchObject({ endedAt: null });
  };

  it("a second time", async () => {
    const secret = await link();
    expect(await use(secret)).toEqual(done);
    expect(await use(secret, third)).toEqual(invalid);
    expect(await signIn(second)).toMatchObject({ ok: true });
  });

  it("at its deadline, to the millisecond, and after it", async () => {
    const secret = await link();
    const { expiresAt } = (await core.people.recoveryLinkOf(ines.person.id))!;
    const at = (now: Date): Core => ({ ...core, clock: { ...core.clock, now: () => Promise.resolve(now) } });
    expect(await readRecoveryLink(at(new Date(expiresAt.getTime() - 1)), secret)).not.toBeNull();
    expect(await readRecoveryLink(at(expiresAt), secret)).toBeNull();
    await sql(`UPDATE "RecoveryLink" SET "expiresAt" = clock_timestamp() - interval '1 second', version = version + 1`);
    expect(await use(secret)).toEqual(invalid);
    await unchanged();
  });

  it("once a newer one was made", async () => {
    const [older, newer] = [await link(), await link()];
    expect(await use(older)).toEqual(invalid);
    await unchanged();
    expect(await use(newer)).toEqual(done);
  });

  it("that is guessed, or is another's secret", async () => {
    await link();
    for (const guess of ["x".repeat(43), "lapse_", `hash:${ines.session!.id}`])
      expect(await use(guess)).toEqual(invalid);
    await unchanged();
  });

  it("for too many guesses, before any password is hashed, and hashes none for who only guesses", async () => {
    const secrets = { ...core.secrets, hashPassword: () => Promise.reject(new Error("hashed")) };
    const limited: Core = { ...core, secrets, rateLimit: { ...core.rateLimit, take: () => Promise.resolve(1) } };
    const secret = await link();
    expect(await use(secret, second, limited)).toEqual(refusedAs("rate_limited"));
    expect(await use("x".repeat(43), second, { ...core, secrets })).toEqual(invalid);
    await unchanged();
  });

  it.each([
    ["shorter than a new one may be", "x".repeat(14)],
    ["longer than any may be", "x".repeat(1025)],
    ["an object where a text belongs", { not: "" }],
  ])("with a password that is %s", (_, password) => {
    expect(recoverSignInInput.safeParse({ token: "x".repeat(43), password }).success).toBe(false);
  });
});

/** Runs something between the last look and the writing of the first commit. */
const between = (run: () => Promise<unknown>): Core => {
  let ran = false;
  const commit: Core["store"]["commit"] = async (by, transitions) => {
    if (!ran) {
      ran = true;
      await run();
    }
    return core.store.commit(by, transitions);
  };
  return { ...core, store: { ...core.store, commit } };
};
const succeeds = async (run: Promise<{ readonly ok: boolean }>) => expect(await run).toMatchObject({ ok: true });

describe("while something else happens, a link", () => {
  it("is used by one of two at once", async () => {
    const secret = await link();
    const both = await Promise.all([use(secret, second), use(secret, third, other)]);
    const won = both.findIndex(({ ok }) => ok);
    expect(both[1 - won]).toEqual(invalid);
    expect(await signIn(won === 0 ? second : third)).toMatchObject({ ok: true });
  });

  it("is the one of two made at once that was written last", async () => {
    const both = await Promise.all([issue(), issue({}, other)]);
    const secrets = both.map((issued) => (issued.ok ? issued.value.token : ""));
    const answers = [await use(secrets[0]!), await use(secrets[1]!)];
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("that is replaced in the moment of its use does nothing", async () => {
    const secret = await link();
    expect(
      await use(
        secret,
        second,
        between(() => succeeds(issue({}, other))),
      ),
    ).toEqual(invalid);
    expect(await signIn(first)).toMatchObject({ ok: true });
  });

  it("does nothing for somebody who is disabled in that moment", async () => {
    const [priya, secret] = [await company.signedIn("priya"), await link("ana@example.test")];
    const { id: personId } = company.people.ana;
    const late = between(() => succeeds(disablePerson(other, priya, { personId, reason: "left" })));
    expect(await use(secret, second, late)).toEqual(invalid);
    expect(await core.people.localAccount(personId)).toBeNull();
    await succeeds(enablePerson(core, priya, { personId }));
  });

  it.each<[string, (thief: Caller) => Promise<{ readonly ok: boolean }>]>([
    ["a session of who signed in with the old password", () => signIn(first, other)],
    ["a token", (thief) => token(thief, other)],
    ["a passkey", (thief) => enrol(thief, other)],
    ["recovery codes", (thief) => codes(thief, other)],
  ])("leaves nothing of %s just before it was written", async (_, make) => {
    const [thief, secret] = [await company.signedIn("ines"), await link()];
    expect(
      await use(
        secret,
        second,
        between(() => succeeds(make(thief))),
      ),
    ).toEqual(done);
    expect(await left()).toEqual(nothing);
  });

  it.each<[string, (thief: Caller, on: Core) => Promise<{ readonly ok: boolean }>]>([
    ["a session for the old password", (_, on) => signIn(first, on)],
    ["a token", token],
    ["a passkey", enrol],
    ["recovery codes", codes],
  ])("lets nobody have %s that was asked for before and is written after it", async (_, make) => {
    const [thief, secret] = [await company.signedIn("ines"), await link()];
    expect(
      await make(
        thief,
        between(() => use(secret, second, other)),
      ),
    ).toMatchObject({ ok: false });
    expect(await left()).toEqual(nothing);
  });
});

it("a recovery code leaves no passkey that another session enrolled just before it was written", async () => {
  const made = await codes(ines);
  const thief = await company.signedIn("ines");
  const enrolling = between(() => succeeds(enrol(thief, other)));
  const [code = ""] = made.ok ? made.value.codes : [];
  expect(await consumeRecoveryCode(enrolling, ines, { code })).toMatchObject({ ok: true });
  expect(await core.proofs.passkeysOf(ines.person.id)).toEqual([]);
});
