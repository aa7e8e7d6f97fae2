import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { listGrantsOfRequest } from "#core/usecases/list-grants-of-request.ts";
import { readAccess } from "#core/usecases/overview/read-access.ts";
import { readFrame } from "#core/usecases/overview/read-frame.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

const ask = async (name: Name, action: "read" | "write") => {
  const input = {
    entitlementIds: [company[action]],
    durationSeconds: 600,
    justification: "reading the failed payments",
  };
  const submitted = await submitRequest(core, await company.as(name), input);
  if (!submitted.ok) throw new Error(submitted.error);
  return submitted.value;
};

const accessOf = async (name: Name) => {
  const access = await readAccess(core, await company.as(name), {});
  if (!access.ok) throw new Error("refused");
  return access.value;
};

const frameOf = async (name: Name) => {
  const frame = await readFrame(core, await company.as(name), {});
  if (!frame.ok) throw new Error("refused");
  return frame.value;
};

it("a person's own access is what they hold and what they had, and never anybody else's", async () => {
  const request = await ask("tomas", "read");
  await reconcileDue(core, ticker);
  expect((await accessOf("tomas")).open).toMatchObject([{ requestId: request.id, status: "active" }]);
  expect(await accessOf("ines")).toEqual({ open: [], ended: { items: [], nextCursor: null } });

  const [grant] = await core.grants.ofRequests([request.id]);
  await returnGrant(core, await company.as("tomas"), { grantId: grant!.id });
  await reconcileDue(core, ticker);
  expect(await accessOf("tomas")).toMatchObject({
    open: [],
    ended: { items: [{ id: grant!.id, endReason: "returned" }], nextCursor: null },
  });
});

it("what came of a request is shown to whoever may read the request, and to nobody else", async () => {
  const request = await ask("tomas", "read");
  const read = async (name: Name) => listGrantsOfRequest(core, await company.as(name), { requestId: request.id });
  expect(await read("tomas")).toMatchObject({ ok: true, value: [{ requestId: request.id }] });
  expect(await read("ines")).toEqual({ ok: false, error: "not_found" });
});

it("the frame counts what the person holds, and says when the revoker has gone silent", async () => {
  await reconcileDue(core, ticker);
  const before = (await frameOf("tomas")).holding;
  await ask("tomas", "read");
  expect(await frameOf("tomas")).toMatchObject({ holding: before + 1, revocation: { silent: false } });
  await sql(`UPDATE "Heartbeat" SET "at" = clock_timestamp() - interval '61 s'`, []);
  expect((await frameOf("tomas")).revocation).toMatchObject({ silent: true, state: "broken" });
});
