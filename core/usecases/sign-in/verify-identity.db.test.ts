import { beforeEach, describe, expect, it } from "vitest";
import { insert, transition } from "#core/domain/transition.ts";
import type { Caller } from "#core/ports/core.ts";
import { createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { verifyIdentity } from "#core/usecases/sign-in/verify-identity.ts";

const { core, sql } = await openTestCore();
let ines: Caller;

beforeEach(async () => {
  const company = await createCompany(core);
  ines = await company.signedIn("ines");
  const account = { id: ines.person.id, version: 1, passwordHash: "plain:right", changedAt: new Date() };
  await core.store.commit(ines.actor, [transition({ writes: [insert("LocalAccount", account)] })]);
});

const recorded = () =>
  sql(`SELECT kind, "actorId", data FROM "AuditEvent" WHERE "personId" = $1 AND data->>'sessionId' = $2 ORDER BY id`, [
    ines.person.id,
    ines.session!.id,
  ]);

describe("a signed-in person who proves again who they are", () => {
  it("is on record with the password that was not right, without it, and with the one that was", async () => {
    expect(await verifyIdentity(core, ines, { password: "a guess" })).toEqual({
      ok: false,
      error: "wrong_credentials",
    });
    expect(await verifyIdentity(core, ines, { password: "right" })).toMatchObject({ ok: true });
    const events = await recorded();
    expect(events.filter(({ kind }) => kind !== "signedIn")).toMatchObject([
      { kind: "stepUpRefused", actorId: ines.person.id, data: { purpose: "identity", code: "wrong_credentials" } },
      { kind: "identityVerified", actorId: ines.person.id },
    ]);
    expect(JSON.stringify(events)).not.toContain("guess");
  });
});
