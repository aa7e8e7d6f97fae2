import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { createLogKey, newSigningKey, parseLogKeys } from "#adapters/crypto/log-key.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import { runVerify } from "#cli/verify/run-verify.ts";
import { verifyExport } from "#cli/verify/verify-export.ts";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import { checkReceipt } from "#core/domain/audit/tree/check-receipt.ts";
import { formatVerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import type { ExportEvidenceInput } from "#core/domain/evidence/evidence-input.ts";
import { endGrant, endUnverified, proveEnd } from "#core/domain/grant/grant-steps.ts";
import { createCompany, testPolicy } from "#core/testing/company.ts";
import { createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
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

const unpacked = (changed: Readonly<Record<string, Uint8Array | string | undefined>> = {}): string => {
  const folder = mkdtempSync(path.join(tmpdir(), "lapse-pack-"));
  for (const [name, content] of Object.entries({ ...files, ...changed })) {
    if (content === undefined) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
};

/** What `lapse verify --pack` says of it. */
const verified = (changed: Parameters<typeof unpacked>[0] = {}): { code: number; said: string } => {
  const folder = unpacked(changed);
  const said: string[] = [];
  try {
    const words = ["--pack", folder, "--key", formatVerifierKey(core.logKey.signing[0]!)];
    return { code: runVerify(words, (line) => said.push(line)), said: said.join("\n") };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** As a forger would have it who can count: the manifest agrees with what they changed. */
const listed = <T extends string | undefined>(changed: Readonly<Record<string, T>>): Record<string, T | string> => {
  const manifest = JSON.parse(text(files["manifest.json"])) as { files: { path: string; sha256: string }[] };
  manifest.files = manifest.files.filter(({ path }) => !(path in changed) || changed[path] !== undefined);
  for (const file of manifest.files) {
    const content = changed[file.path];
    if (content !== undefined) file.sha256 = createHash("sha256").update(content).digest("hex");
  }
  return { ...changed, "manifest.json": JSON.stringify(manifest) };
};

test("lapse verify --pack holds every row against the log, and tells requests, grants and revocations again", () => {
  const { code, said } = verified();
  expect(said).toContain(`${size} rows of events say what the log says, and 4 receipts prove their entries.`);
  expect(said).toContain("2 requests, 1 grants and 1 revocations were told again from them, and are the same.");
  expect(code).toBe(0);
});

test("one changed byte of any file of the pack is found, with nothing but the pack and the public key", () => {
  for (const [name, content] of Object.entries(files)) {
    if (content.length === 0) continue;
    const damaged = Uint8Array.from(content);
    damaged[damaged.length >> 1]! ^= 1;
    expect([name, verified({ [name]: damaged }).code]).toEqual([name, 1]);
  }
});

test("a receipt with a signature of its own is not believed for the sake of the one before it", () => {
  for (const name of Object.keys(files).filter((path) => path.startsWith("receipts/"))) {
    const receipt = text(files[name]);
    const at = receipt.length - 20;
    const forged = `${receipt.slice(0, at)}${receipt[at] === "A" ? "B" : "A"}${receipt.slice(at + 1)}`;
    const { code, said } = verified(listed({ [name]: forged }));
    expect([code, said]).toEqual([1, expect.stringMatching(`^${name} does not prove entry \\d+\\.\n`)]);
  }
});

test("a pack that was verified, or refused, has no file open any more", () => {
  const open = () => readdirSync("/proc/self/fd").length;
  const before = open();
  expect([verified().code, verified({ "rows/grants.jsonl": "" }).code]).toEqual([0, 1]);
  expect(open()).toBe(before);
});

test("whoever writes rows anew, with a manifest that fits, is found: persons, words, order, gaps, and what was told from them", () => {
  const events = "rows/events.jsonl";
  const lines = text(files[events]).trimEnd().split("\n");
  const at = lines.findIndex((line) => line.includes("for the evidence"));
  const row = JSON.parse(lines[at]!) as Record<string, unknown> & { salts: Record<string, string> };
  const other = company.people.carl.id;
  const withRow = (changed: object): string =>
    `${lines.with(at, canonicalJson({ ...row, ...changed } as Json)).join("\n")}\n`;
  const forged: Readonly<Record<string, string>> = {
    "another person": withRow({ actorId: other }),
    "other words": text(files[events]).replace("for the evidence", "for the evidents"),
    "another person, whose salt is gone and the words too": withRow({ actorId: other, salts: {} }),
    "a member more": withRow({ approved: true }),
    "an instant later": withRow({ at: "2031-01-01T00:00:00.000Z" }),
    "a row left out": `${lines.toSpliced(at, 1).join("\n")}\n`,
    "a row twice": `${lines.toSpliced(at, 0, lines[at]!).join("\n")}\n`,
    "two rows in turn": `${lines.toSpliced(at, 2, lines[at + 1]!, lines[at]!).join("\n")}\n`,
    "the end cut off": `${lines.slice(0, -1).join("\n")}\n`,
    "no end of the last line": lines.join("\n"),
    "other line ends": `${lines.join("\r\n")}\r\n`,
    "a byte order mark": `\ufeff${lines.join("\n")}\n`,
    "a member twice": `${lines.with(at, lines[at]!.replace("{", '{"via":"chat",')).join("\n")}\n`,
    "a number in another spelling": `${lines.with(at, lines[at]!.replace(/"index":(\d+)/, '"index":$1.0')).join("\n")}\n`,
    "nested without end": `${lines.with(at, '{"data":'.repeat(200_000)).join("\n")}\n`,
    nothing: "",
  };
  for (const [what, content] of Object.entries(forged)) {
    const { code, said } = verified(listed({ [events]: content }));
    expect([what, code], said).toEqual([what, 1]);
    expect(said, what).toContain(events);
  }
  for (const told of ["requests", "grants", "revocations", "sign-in", "reading"]) {
    const name = `rows/${told}.jsonl`;
    const content = text(files[name]).replace(company.people.tomas.id, other);
    for (const changed of [content, `${text(files[name])}${lines[0]!}\n`]) {
      if (changed === text(files[name])) continue;
      const { code, said } = verified(listed({ [name]: changed }));
      expect([name, code], said).toEqual([name, 1]);
    }
  }
});

test("no path in a manifest is opened, and a pack that was stripped to its log is none", () => {
  const manifest = JSON.parse(text(files["manifest.json"])) as { files: { path: string }[] };
  manifest.files.push({ ...manifest.files[0]!, path: "../../../etc/passwd" });
  const away = verified({ "manifest.json": JSON.stringify(manifest) });
  expect(away.code).toBe(1);
  expect(away.said).toContain("../../../etc/passwd is missing");
  const bare = Object.fromEntries(
    Object.keys(files).flatMap((name) => (name.startsWith("log/") ? [] : [[name, undefined]])),
  );
  expect(verified(bare)).toMatchObject({
    code: 1,
    said: expect.stringContaining("manifest.json is missing") as string,
  });
});

test("a pack of some days holds by itself, says that it is no whole, and may leave out none of its rows", async () => {
  const [whole, day] = [files, new Date((await core.clock.now()).getTime()).toISOString().slice(0, 10)];
  const yesterday = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  try {
    for (const [from, to] of [
      [yesterday, day],
      ["2001-01-01", "2001-01-02"],
    ] as const) {
      files = unzipSync(await pack({ size, from, to }));
      const { code, said } = verified();
      expect([code, said]).toEqual([0, expect.stringContaining("This pack is of a part of the record")]);
    }
    files = unzipSync(await pack({ size, from: yesterday, to: day }));
    const events = text(files["rows/events.jsonl"]);
    const shorter = events.slice(events.indexOf("\n") + 1);
    expect(verified(listed({ "rows/events.jsonl": shorter })).said).toContain("has no row for entry 0");
    const longer = text(whole["rows/events.jsonl"]);
    files = unzipSync(await pack({ size, from: "2001-01-01", to: "2001-01-02" }));
    expect(verified(listed({ "rows/events.jsonl": longer })).said).toContain("which happened on other days");
  } finally {
    files = whole;
  }
});

test("after an erasure the pack still holds, and says how much of it nobody can prove any more", async () => {
  const before = files;
  await sql(`CREATE TABLE kept AS SELECT * FROM "AuditPersonal"`);
  try {
    await sql(
      `DELETE FROM "AuditPersonal" p USING "AuditEvent" e WHERE e."id" = p."eventId" AND e."kind" = 'requestSubmitted'`,
    );
    files = unzipSync(await pack({ size }));
    const { code, said } = verified();
    expect([code, said]).toEqual([0, expect.stringMatching(/\d+ personal values were erased since/)]);
    const events = "rows/events.jsonl";
    const renamed = text(files[events]).replace('"justification":"[erased]"', '"justification":"invented"');
    expect(renamed).not.toBe(text(files[events]));
    expect(verified(listed({ [events]: renamed })).code).toBe(1);
  } finally {
    await sql(`INSERT INTO "AuditPersonal" SELECT * FROM kept ON CONFLICT DO NOTHING`);
    files = before;
  }
});

test("an end that no target confirmed is told as never proved, and nobody makes it a proved one", async () => {
  const before = files;
  const wish = { entitlementIds: [company.read], durationSeconds: 600, justification: "its target is retired" };
  const asked = await submitRequest(core, await company.signedIn("tomas"), wish);
  await reconcileDue(core, ticker);
  const grant = asked.ok && (await core.grants.ofRequests([asked.value.id]))[0];
  if (!grant) throw new Error("nothing was granted");
  const now = await core.clock.now();
  for (const step of [
    endGrant(grant, "revoked", now),
    endUnverified({ ...grant, version: grant.version + 1, status: "ending" }, now),
  ])
    expect((await core.store.commit(ticker, [step]))[0]?.done).toBe(true);
  try {
    size = await publish();
    files = unzipSync(await pack({ size }));
    const revocations = "rows/revocations.jsonl";
    const told = rowsOf(revocations).find(({ grantId }) => grantId === grant.id);
    expect(told).toMatchObject({ goneAt: null, lagMs: null, unverifiedAt: now.toISOString(), endReason: "unverified" });
    expect(verified().said).toContain("1 of the revocations was never proved");
    const proved = canonicalJson({ ...told, goneAt: now.toISOString() });
    const forged = text(files[revocations]).replace(canonicalJson(told as Json), proved);
    expect(verified(listed({ [revocations]: forged })).code).toBe(1);

    await core.store.commit(ticker, [proveEnd((await core.grants.find(grant.id))!, now)]);
    size = await publish();
    files = unzipSync(await pack({ size }));
    expect(text(files[revocations])).toContain(`"goneAt":"${now.toISOString()}"`);
    expect(verified().said).toMatch(/^(?!.*never proved).*1 of the revocations was accepted unproved first/s);
  } finally {
    files = before;
  }
});

test("the words of a policy are those that the log put in force, and what it has no digest of is named", async () => {
  const before = files;
  const [document, name] = [`${testPolicy}# in these words\n`, "policy/2.yaml"];
  const change = { kind: "policy", document } as const;
  const proposed = await proposeChange(core, await company.as("priya"), { summary: "in other words", change });
  if (!proposed.ok) throw new Error(proposed.error);
  const mei = await createConfirmer(core, await company.signedIn("mei"));
  const decided = await decideConfirmed(core, mei, { changeId: proposed.value.id, decision: "approve" });
  expect(decided).toEqual({ ok: true, value: null });
  const checkpoint = await publish();
  try {
    for (const part of [{}, { from: "2001-01-01", to: "2001-12-31" }]) {
      files = unzipSync(await pack({ size: checkpoint, ...part }));
      const { code, said } = verified();
      expect([code, said]).toEqual([0, expect.stringContaining("1 policy text is what the log put in force.")]);
      expect(said).toContain("Not covered: the wording of policy 1, from before");
      for (const changed of [document.replace("in these words", "in thåse words"), `${document}\n`, ""])
        expect(verified(listed({ [name]: changed })).said).toContain(`${name} is another text than the one that entry`);
      expect(verified(listed({ [name]: undefined })).said).toContain(`${name} is missing: the log says that`);
    }
    files = unzipSync(await pack({ size: checkpoint }));
    const sha256 = createHash("sha256").update(document).digest("hex");
    const committed = rowsOf("rows/policy-and-configuration.jsonl").map(({ kind, data }) => [kind, data]);
    for (const kind of ["changeProposed", "policyActivated"])
      expect(committed).toContainEqual([kind, expect.objectContaining({ documentSha256: sha256 })]);
    expect(verified(listed({ "policy/1.yaml": undefined })).said).toContain("policy/1.yaml is missing");
  } finally {
    files = before;
  }
});

test("the first page says what answers which control, without a script", () => {
  const page = text(files["index.html"]);
  for (const control of ["CC6.1", "CC6.2", "CC6.3", "A.5.15", "A.5.18", "A.8.2", "AC-2", "AC-6", "PCI DSS"])
    expect(page).toContain(control);
  expect(page).not.toMatch(/<script/i);
  expect(text(files["HOW-TO-VERIFY.md"])).toContain("lapse verify --pack .");
});
