import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changePasswordInput } from "#core/domain/directory/sign-in-input.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { addLocalAccount } from "#core/testing/add-local-account.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { createConfirmer } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { withTokens } from "#core/testing/with-tokens.ts";
import { changePassword } from "#core/usecases/sign-in/change-password.ts";
import { endSession } from "#core/usecases/sign-in/end-session.ts";
import { signInWithPassword } from "#core/usecases/sign-in/sign-in-with-password.ts";
import { proveIdentity } from "#core/usecases/step-up/prove-identity.ts";
import { readSecurity } from "#core/usecases/step-up/read-security.ts";
import { createToken } from "#core/usecases/tokens/create-token.ts";

const { core: opened, other: replica, sql } = await openTestCore();
const browser = { address: "192.0.2.7", userAgent: "test", correlationId: "test" };
const [first, second, third] = ["the first of its kind", "the second of its kind", "the third of its kind"];
const email = "ines@example.test";
const [core, other] = [withTokens(opened), withTokens(replica)];

let company: Company;
let ines: Caller;
beforeAll(async () => {
  company = await createCompany(core);
  await addLocalAccount(core, company.people.ines);
});
beforeEach(async () => {
  const { id } = company.people.ines;
  await sql(`UPDATE "LocalAccount" SET "passwordHash" = $2, version = version + 1 WHERE id = $1`, [
    id,
    `plain:${first}`,
  ]);
  await sql(`UPDATE "Session" SET "endedAt" = clock_timestamp(), version = version + 1 WHERE "endedAt" IS NULL`);
  await sql(`UPDATE "ApiToken" SET "revokedAt" = clock_timestamp(), version = version + 1 WHERE "revokedAt" IS NULL`);
  await sql(`UPDATE "Passkey" SET "removedAt" = clock_timestamp(), version = version + 1 WHERE "removedAt" IS NULL`);
  ines = await company.signedIn("ines");
});

const wrong = { ok: false, error: "wrong_credentials" };
const refusedAs = (error: string) => ({ ok: false, error });
const change = (newPassword = second, currentPassword = first, caller = ines, on: Core = core) =>
  changePassword(on, caller, { currentPassword, newPassword });
const signIn = (password: string, on: Core = core) => signInWithPassword(on, { email, password }, browser);
const liveSessions = async () => (await core.sessions.liveOf(ines.person.id)).map(({ id }) => id);
const liveTokens = async () =>
  (await core.sessions.tokensOf(ines.person.id)).filter(({ revokedAt }) => revokedAt === null).length;
const token = (caller: Caller, on: Core = core) =>
  createToken(on, caller, { name: "a script", scopes: ["request:read"], days: 1 });
const recordedOf = (kinds: readonly string[]) =>
  sql(`SELECT kind, "actorId", data FROM "AuditEvent" WHERE "personId" = $1 AND kind = ANY($2) ORDER BY id`, [
    ines.person.id,
    kinds,
  ]);
const count = async (kind: string) => (await recordedOf([kind])).length;

describe("whoever changes their password", () => {
  it("signs in with the new one from then on, and with the old one no more", async () => {
    const before = await core.clock.now();
    expect(await change()).toMatchObject({ ok: true });
    expect(await signIn(first)).toEqual({ ok: false, error: { code: "wrong_credentials" } });
    expect(await signIn(second)).toMatchObject({ ok: true });
    const security = await readSecurity(core, ines, {});
    expect(security.ok && security.value.passwordSetAt! >= before).toBe(true);
  });

  it("ends every other session and every token in the same step, and stays signed in here", async () => {
    const elsewhere = [await company.signedIn("ines"), await company.signedIn("ines")];
    expect([await token(ines), await token(elsewhere[0]!)]).toMatchObject([{ ok: true }, { ok: true }]);
    // The token moved this session on; at a door it is looked up anew.
    expect(await change()).toEqual({ ok: true, value: { sessions: 2, tokens: 2 } });
    expect([await liveSessions(), await liveTokens()]).toEqual([[ines.session!.id], 0]);
  });

  it("touches nobody else's sessions", async () => {
    const ben = await company.signedIn("ben");
    expect(await change()).toMatchObject({ ok: true });
    expect(await core.sessions.find(ben.session!.id)).toMatchObject({ endedAt: null });
  });

  it("is on record with what ended, without either password, and is told", async () => {
    await company.signedIn("ines");
    const before = await count("passwordChanged");
    expect(await change()).toMatchObject({ ok: true });
    const events = await recordedOf(["passwordChanged", "sessionEnded"]);
    expect(events.at(-2)).toMatchObject({ kind: "passwordChanged", actorId: ines.person.id, data: { sessions: 1 } });
    expect(events.at(-1)).toMatchObject({ kind: "sessionEnded", data: { endReason: "ended-by-person" } });
    expect(await count("passwordChanged")).toBe(before + 1);
    expect(JSON.stringify(events)).not.toMatch(/of its kind/);
    const told = await sql(
      `SELECT e.id FROM "Outbox" o JOIN "AuditEvent" e ON e.id = o."eventId"
       WHERE e.kind = 'passwordChanged' AND e."personId" = $1`,
      [ines.person.id],
    );
    expect(told).toHaveLength(before + 1);
  });
});

describe("a password is not changed", () => {
  it("with a wrong current one, which is on record as wherever one is tried in a session", async () => {
    const before = await count("stepUpRefused");
    expect(await change(second, "a guess")).toEqual(wrong);
    expect(await signIn(first)).toMatchObject({ ok: true });
    const refused = await recordedOf(["stepUpRefused"]);
    expect(refused).toHaveLength(before + 1);
    expect(refused.at(-1)).toMatchObject({
      data: { sessionId: ines.session!.id, purpose: "identity", code: "wrong_credentials" },
    });
    expect(JSON.stringify(refused)).not.toContain("guess");
  });

  it("to the one that it is", async () => {
    expect(await change(first)).toEqual(refusedAs("same_password"));
  });

  it("with a token, or with a proof that is older than five minutes", async () => {
    expect(await change(second, first, await company.as("ines"))).toEqual(refusedAs("session_needed"));
    await sql(`UPDATE "Session" SET "verifiedAt" = clock_timestamp() - interval '301 seconds' WHERE id = $1`, [
      ines.session!.id,
    ]);
    expect(await change()).toEqual(refusedAs("verification_needed"));
  });

  it("with the password alone where there is a passkey", async () => {
    const { confirm } = await createConfirmer(core, ines);
    expect(await change()).toEqual(refusedAs("passkey_needed"));
    const stepUp = await confirm({ purpose: "identity" });
    expect(await proveIdentity(core, ines, { stepUp })).toMatchObject({ ok: true });
    expect(await change()).toMatchObject({ ok: true });
  });

  it("where there is none, because their company signs in elsewhere", async () => {
    const ben = await company.signedIn("ben");
    expect(await change(second, first, ben)).toEqual(refusedAs("not_found"));
    expect(await readSecurity(core, ben, {})).toMatchObject({ value: { passwordSetAt: null } });
  });

  it.each([
    ["verify-identity", () => company.people.ines.id],
    ["sign-in-by-address", () => "unknown"],
  ])("after too many attempts, counted by %s before the password is looked at", async (what, key) => {
    const taken: string[] = [];
    const limited: Core = {
      ...core,
      rateLimit: {
        take: (of, by) => {
          taken.push(`${of} ${by}`);
          return Promise.resolve(of === what ? 1 : 0);
        },
        forgive: () => Promise.resolve(),
      },
      secrets: { ...core.secrets, verifyPassword: () => Promise.reject(new Error("looked at")) },
    };
    expect(await change(second, first, ines, limited)).toEqual(refusedAs("rate_limited"));
    expect(taken).toContain(`${what} ${key()}`);
  });

  it.each([
    ["shorter than a new one may be", { currentPassword: first, newPassword: "x".repeat(14) }],
    ["longer than any may be", { currentPassword: first, newPassword: "x".repeat(1025) }],
    ["with a current one of a megabyte", { currentPassword: "x".repeat(1_000_000), newPassword: second }],
    ["with what nobody asked for", { currentPassword: first, newPassword: second, personId: "per_x" }],
  ])("to what is %s", (_, given) => {
    expect(changePasswordInput.safeParse(given).success).toBe(false);
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

describe("a password that is changed while something else happens", () => {
  it("is changed once by two at once, and the other had the wrong one", async () => {
    const elsewhere = await company.signedIn("ines");
    const both = await Promise.all([change(second), change(third, first, elsewhere, other)]);
    const won = both.findIndex(({ ok }) => ok);
    expect(both[won]).toMatchObject({ ok: true });
    expect(["wrong_credentials", "session_needed"]).toContain((both[1 - won] as { error?: string }).error);
    expect(await signIn(won === 0 ? second : third)).toMatchObject({ ok: true });
  });

  it("is not changed from another window of the session, where the former one was verified just before", async () => {
    const refusedBefore = await count("stepUpRefused");
    const late = between(async () => expect(await change(second, first, ines, other)).toMatchObject({ ok: true }));
    expect(await change(third, first, ines, late)).toEqual(wrong);
    expect(await count("stepUpRefused")).toBe(refusedBefore + 1);
    expect(await signIn(second)).toMatchObject({ ok: true });
  });

  it("is not changed in a session that is ended at that moment", async () => {
    const ending = between(() => endSession(other, ines, { sessionId: ines.session!.id }));
    expect(await change(second, first, ines, ending)).toEqual(refusedAs("session_needed"));
    expect(await signIn(first)).toMatchObject({ ok: true });
  });

  it("leaves no session of somebody who signed in with the old one just before it was written", async () => {
    const thief = between(async () => expect(await signIn(first, other)).toMatchObject({ ok: true }));
    expect(await change(second, first, ines, thief)).toMatchObject({ ok: true, value: { sessions: 1 } });
    expect(await liveSessions()).toEqual([ines.session!.id]);
  });

  it("lets nobody in whose old one was verified before it was written", async () => {
    const late = between(async () => expect(await change(second, first, ines, other)).toMatchObject({ ok: true }));
    expect(await signIn(first, late)).toEqual({ ok: false, error: { code: "wrong_credentials" } });
    expect(await liveSessions()).toEqual([ines.session!.id]);
  });

  it("leaves no token that another session made just before it was written", async () => {
    const elsewhere = await company.signedIn("ines");
    const thief = between(async () => expect(await token(elsewhere, other)).toMatchObject({ ok: true }));
    expect(await change(second, first, ines, thief)).toMatchObject({ ok: true, value: { tokens: 1 } });
    expect(await liveTokens()).toBe(0);
  });
});

it("of many who sign in at once with the right password everybody is let in", async () => {
  const all = await Promise.all(Array.from({ length: 6 }, (_, n) => signIn(first, n % 2 === 0 ? core : other)));
  expect(all.filter(({ ok }) => ok)).toHaveLength(6);
  expect(await liveSessions()).toHaveLength(7);
});
