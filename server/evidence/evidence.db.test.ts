import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { createLogKey, newSigningKey, parseLogKeys } from "#adapters/crypto/log-key.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import { verifyExport } from "#cli/verify/verify-export.ts";
import { checkReceipt } from "#core/domain/audit/tree/check-receipt.ts";
import type { ExportEvidenceInput } from "#core/domain/evidence/evidence-input.ts";
import { createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { exportEvidence } from "#core/usecases/evidence/export-evidence.ts";
import { sequence } from "#core/usecases/log/sequence.ts";
import type { Sequencing } from "#core/usecases/log/sequencing.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { packFiles } from "#server/evidence/pack-files.ts";
import { zipOf } from "#server/evidence/zip-stream.ts";

const { core, sql } = await openTestCore();
const company = await createCompany(core);
const auditor = await company.as("jonas");
const ticker = { personId: null, via: "ticker", correlationId: "test" } as const;
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** Tomas has it at once and gives it back; Carl is denied. */
const live = async (): Promise<void> => {
  const wish = { entitlementIds: [company.read], durationSeconds: 600, justification: "for the evidence" };
  const asked = await submitRequest(core, await company.signedIn("tomas"), wish);
  await reconcileDue(core, ticker);
  const grantId = asked.ok && asked.value.grants[0]?.id;
  if (!grantId) throw new Error("nothing was granted");
  await returnGrant(core, await company.as("tomas"), { grantId });
  await reconcileDue(core, ticker);
  await submitRequest(core, await company.signedIn("carl"), wish);
};

let held: Sequencing | null = null;
const publish = async (): Promise<number> => {
  held = (await sequence(core, held)).held;
  return (await core.log.latest())?.size ?? 0;
};

const pack = async (input: ExportEvidenceInput = {}, by = core): Promise<Buffer> => {
  const exported = await exportEvidence(by, auditor, input);
  if (!exported.ok) throw new Error(exported.error);
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipOf(packFiles(exported.value))) chunks.push(chunk);
  return Buffer.concat(chunks);
};

let size = 0;
let first: Buffer;
let files: Readonly<Record<string, Uint8Array>>;
const rowsOf = (path: string) =>
  text(files[path])
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  await live();
  size = await publish();
  first = await pack();
  files = unzipSync(first);
});

test("two packs of the same checkpoint are equal byte for byte, also after more has happened and was signed", async () => {
  expect((await pack({ size })).equals(first)).toBe(true);
  await live();
  expect(await publish()).toBeGreaterThan(size);
  expect((await pack({ size })).equals(first)).toBe(true);
  expect((await pack()).equals(first)).toBe(false);
});

test("a key that took over since changes no byte of the pack of an earlier checkpoint", async () => {
  const [old] = core.logKey.signing;
  const logKey = createLogKey(parseLogKeys(newSigningKey(core.logKey.origin))!, [old!]);
  expect((await pack({ size }, { ...core, logKey })).equals(first)).toBe(true);
});

test("the manifest names the digest of every other file, and of nothing else", () => {
  const manifest = JSON.parse(text(files["manifest.json"])) as {
    files: { path: string; sha256: string; bytes: number }[];
  };
  const others = Object.keys(files).filter((path) => path !== "manifest.json");
  expect(manifest.files.map(({ path }) => path).sort()).toEqual(others.sort());
  for (const { path, sha256, bytes } of manifest.files) {
    const content = files[path] ?? new Uint8Array();
    expect([path, bytes, sha256]).toEqual([path, content.length, createHash("sha256").update(content).digest("hex")]);
  }
});

test("rows tell requests, votes, grants and revocations from the record, each with the leaves that say so", () => {
  expect(rowsOf("rows/requests.jsonl").map(({ outcome }) => outcome)).toEqual(["approved", "denied"]);
  expect(rowsOf("rows/grants.jsonl")).toMatchObject([
    { holderId: company.people.tomas.id, endReason: "returned", entitlementId: company.read },
  ]);
  expect(rowsOf("rows/revocations.jsonl")).toMatchObject([{ endReason: "returned" }]);
  expect(rowsOf("rows/events.jsonl").map(({ index }) => index)).toEqual(Array.from({ length: size }, (_, at) => at));
  expect(text(files["policy/1.yaml"])).toContain("oncall-read");
  const row = rowsOf("rows/requests.jsonl")[0]?.["asked"];
  expect(row).toMatchObject({ justification: "for the evidence" });
});

/** The pack's log as the verifier reads a folder, with one byte changed where that is asked for. */
const logFolder = (damaged?: string): ExportFiles => ({
  read: (path) => {
    const content = files[`log/${path}`];
    if (!content || path !== damaged) return content ?? "missing";
    const copy = Uint8Array.from(content);
    copy[copy.length - 3]! ^= 1;
    return copy;
  },
  tilePaths: () =>
    Object.keys(files)
      .filter((path) => path.startsWith("log/tile/"))
      .map((path) => path.slice("log/".length)),
});

test("the verifier accepts the pack's log, and finds a single changed bit in any of its files", () => {
  const [key] = core.logKey.signing;
  const found = (damaged?: string) => verifyExport(logFolder(damaged), { key: key!, witnesses: [], kept: [] }).found;
  expect(found().shown).toEqual([]);
  for (const path of logFolder().tilePaths()) expect(found(path).count, path).toBeGreaterThan(0);
  expect(found("checkpoint").count).toBeGreaterThan(0);
});

test("every decision, grant and revocation has a receipt that holds by itself", () => {
  const [key] = core.logKey.signing;
  const receipts = Object.entries(files).filter(([path]) => path.startsWith("receipts/"));
  const kinds = receipts.map(([path]) => path.split("/")[1]);
  expect([...kinds].sort()).toEqual(["grantActivated", "grantEnded", "requestApproved", "requestDenied"]);
  for (const [path, bytes] of receipts)
    expect([path, checkReceipt(bytes, key!, core.logKey.verify).ok]).toEqual([path, true]);
});

test("a part of the record has its own rows, and days without anything have none", async () => {
  const part = unzipSync(await pack({ size, from: "2001-01-01", to: "2001-12-31" }));
  expect(text(part["rows/events.jsonl"])).toBe("");
  expect(Object.keys(part).filter((path) => path.startsWith("receipts/"))).toEqual([]);
  expect(text(part["log/checkpoint"])).toBe(text(files["log/checkpoint"]));
});

test("only auditors carry evidence away, only of checkpoints that exist, and it is recorded before it leaves", async () => {
  for (const name of ["priya", "mei", "ines"] as const)
    expect(await exportEvidence(core, await company.as(name), {})).toEqual({ ok: false, error: "not_allowed" });
  expect(await exportEvidence(core, auditor, { size: 1_000_000 })).toEqual({ ok: false, error: "not_found" });
  const rows = await sql(`select "data" from "AuditEvent" where "kind" = 'auditExported'`);
  expect(rows.length).toBeGreaterThan(0);
});

test("the first page says what answers which control, without a script", () => {
  const page = text(files["index.html"]);
  for (const control of ["CC6.1", "CC6.2", "CC6.3", "A.5.15", "A.5.18", "A.8.2", "AC-2", "AC-6", "PCI DSS"])
    expect(page).toContain(control);
  expect(page).not.toMatch(/<script/i);
  expect(text(files["HOW-TO-VERIFY.md"])).toContain("lapse verify log");
});
