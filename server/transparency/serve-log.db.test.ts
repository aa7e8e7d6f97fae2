import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { exportLog } from "#cli/export/export-log.ts";
import { startWitness } from "#cli/testing/start-witness.ts";
import { checkKeptReceipt } from "#cli/verify/check-kept-receipt.ts";
import { openFolder } from "#cli/verify/export-files.ts";
import { verifyExport } from "#cli/verify/verify-export.ts";
import { createEraser } from "#adapters/prisma/erase/eraser.ts";
import { commitment } from "#core/domain/audit/tree/commitment.ts";
import { formatVerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { transition } from "#core/domain/transition.ts";
import type { PersonalPlace } from "#core/ports/eraser.ts";
import { extendLog } from "#core/usecases/log/extend-log.ts";
import { readEventReceiptOperation } from "#server/api/operations/receipts.ts";
import { context } from "#server/context.ts";
import { defineRoute } from "#server/define-route.ts";
import { openDemoPortal } from "#server/testing/open-demo-portal.ts";
import { serveCheckpoint, serveLogKeys, serveReceipt, serveTile } from "#server/transparency/serve-log.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const witnessToken = "not-a-real-witness-token";
const witness = await startWitness(() => context().core.logKey.signing);
Object.assign(process.env, {
  LAPSE_WITNESS_TOKEN: witnessToken,
  LAPSE_WITNESS_URL: witness.url.href,
  LAPSE_WITNESS_KEY: formatVerifierKey(witness.key),
});
const database = await openTestDatabase();
const { core, signIn } = await openDemoPortal(database.appUrl);
const folder = mkdtempSync(path.join(tmpdir(), "lapse-export-"));
afterAll(async () => {
  witness.close();
  rmSync(folder, { recursive: true });
  await context().close();
});
const [auditor, requester] = await Promise.all([signIn("auditor"), signIn("requester")]);
const own = { "sec-fetch-site": "same-origin" };

await core.store.commit(
  { personId: null, via: "api", correlationId: "c" },
  Array.from({ length: 700 }, (_, n) =>
    transition({ events: [{ kind: "voteCast", data: { comment: `secret words ${n}`, n } }] }),
  ),
);
await extendLog(core);

const get = (at: string, headers: Record<string, string>): Promise<Response> => {
  const request = new Request(`http://localhost:3000/api/log/${at}`, { headers });
  if (at === "checkpoint") return serveCheckpoint(request);
  if (at === "vkey") return serveLogKeys(request);
  return at.startsWith("receipts/") ? serveReceipt(request) : serveTile(request);
};
const status = async (at: string, headers: Record<string, string>) => (await get(at, headers)).status;
const read = async (at: string): Promise<Uint8Array> => {
  const response = await get(at, { cookie: auditor.cookie, ...own });
  expect(response.status, at).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

test("hashes are for everyone signed in and for witnesses, entries for auditors, and nothing is for strangers", async () => {
  const ofWitness = { authorization: `Bearer ${witnessToken}` };
  const wrong = { authorization: "Bearer not-the-witness-token-at-all" };
  for (const at of ["checkpoint", "vkey", "tile/0/000", "tile/0/000.p/7"]) {
    for (const headers of [{ cookie: requester.cookie }, ofWitness]) expect(await status(at, headers), at).toBe(200);
    for (const headers of [{}, wrong]) expect(await status(at, headers as Record<string, string>), at).toBe(401);
  }
  for (const at of ["tile/entries/000", "receipts/1"]) {
    expect(await status(at, { cookie: auditor.cookie, ...own })).toBe(200);
    expect(await status(at, { cookie: auditor.cookie, "sec-fetch-site": "cross-site" })).toBe(403);
    expect(await status(at, { cookie: requester.cookie, ...own })).toBe(403);
    for (const headers of [ofWitness, {}]) expect(await status(at, headers as Record<string, string>)).toBe(401);
  }
});

test("no browser keeps entries for whoever sits there next; whole tiles of hashes it may", async () => {
  const cachingOf = async (at: string) =>
    (await get(at, { cookie: auditor.cookie, ...own })).headers.get("cache-control");
  expect(await cachingOf("tile/entries/000")).toBe("no-store");
  expect(await cachingOf("tile/0/000")).toContain("immutable");
  expect(await cachingOf("tile/0/000.p/7")).toBe("no-store");
});

test("what is not published, or is spelt otherwise, is not there", async () => {
  const { size } = (await core.log.latest())!;
  await core.store.commit({ personId: null, via: "api", correlationId: "late" }, [
    transition({ events: [{ kind: "signedIn" }] }),
  ]);
  const cookie = { cookie: requester.cookie };
  const edge = `tile/0/002.p/${size - 512}`;
  expect(await status(edge, cookie)).toBe(200);
  for (const at of [
    `tile/0/002.p/${size - 511}`,
    "tile/0/003",
    "tile/0/2",
    "tile/00/000",
    "tile/0/000.p/256",
    "tile/1/000",
    "tile/x",
  ]) {
    expect(await status(at, cookie), at).toBe(404);
  }
});

test("the exported log is verified by its key and its witness's, and one byte changed is found with its entry", async () => {
  const { size } = await exportLog(read, folder);
  expect(size).toBeGreaterThan(700);
  const [key] = core.logKey.signing;
  const verify = () => verifyExport(openFolder(folder), { key: key!, witnesses: [witness.key], kept: [] }).found;
  expect(verify().count).toBe(0);
  const bundle = path.join(folder, "tile/entries/001");
  const bytes = readFileSync(bundle);
  expect(bytes.toString("utf8")).not.toContain("secret words");
  writeFileSync(bundle, bytes.with(40, bytes[40]! ^ 1));
  expect(verify().firstBad).toEqual({ start: 256, end: 257 });
  writeFileSync(bundle, bytes);
  // Again, further on: full tiles are kept, the rest is fetched anew.
  await extendLog(core);
  expect((await exportLog(read, folder)).size).toBeGreaterThan(size);
  expect(verify().count).toBe(0);
});

test("a receipt proves its event with nothing but the key, and its openings show what was committed to until it is erased", async () => {
  const { items } = await core.audit.page({ kind: "voteCast" }, { limit: 1 });
  const { position } = items[0]!;
  const receipt = async () => {
    const request = new Request("http://localhost:3000/api/v1/audit/events/x/receipt", {
      headers: { cookie: auditor.cookie },
    });
    const answer = await defineRoute(readEventReceiptOperation)(request, { params: Promise.resolve({ position }) });
    const shown = (await answer.json()) as {
      receipt: string;
      index: number;
      witnessed: boolean;
      openings: { field: string; value: string; salt: string }[];
      erased: string[];
    };
    const [key] = core.logKey.signing;
    const checked = checkKeptReceipt("receipt", new TextEncoder().encode(shown.receipt), [key!], undefined);
    expect(checked.findings).toEqual([]);
    expect(shown.receipt).toContain(`\u2014 ${witness.key.name} `);
    const extra = /^extra (.+)$/m.exec(shown.receipt)![1]!;
    const entry = JSON.parse(Buffer.from(extra, "base64").toString("utf8")) as { commitments: Record<string, string> };
    return { ...shown, entry };
  };
  const { index, openings, witnessed, erased, entry } = await receipt();
  expect(witnessed).toBe(true);
  expect(index).toBeGreaterThan(500);
  expect(openings.map(({ field }) => field)).toEqual(["/data/comment"]);
  for (const { field, value, salt } of openings) {
    expect(commitment(field, value, Buffer.from(salt, "base64"))).toBe(entry.commitments[field]);
  }
  expect(erased).toEqual([]);

  const places: PersonalPlace[] = [];
  for await (const event of core.audit.export({ kind: "voteCast" }))
    places.push({ position: event.position, field: "/data/comment" });
  const eraser = createEraser(database.eraseUrl);
  expect(await eraser.erase(places)).toBe(700);
  await eraser.close();
  expect(await receipt()).toMatchObject({ openings: [], erased: ["/data/comment"], entry });
  const after = path.join(folder, "after");
  await exportLog(read, after);
  expect(verifyExport(openFolder(after), { key: core.logKey.signing[0]!, witnesses: [], kept: [] }).found.count).toBe(
    0,
  );
  const bundle = (of: string) => readFileSync(path.join(of, "tile/entries/001"));
  expect(bundle(after)).toEqual(bundle(folder));
});
