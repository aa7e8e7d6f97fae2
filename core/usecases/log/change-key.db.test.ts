import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { createLogKey, newSigningKey, parseLogKeys, verifyEd25519 } from "#adapters/crypto/log-key.ts";
import { createHttpWitness } from "#adapters/witness/http-witness.ts";
import { exportLog } from "#cli/export/export-log.ts";
import { startWitness } from "#cli/testing/start-witness.ts";
import { runVerify } from "#cli/verify/run-verify.ts";
import { parseTilePath } from "#core/domain/audit/tree/tile-address.ts";
import { formatVerifierKey, type VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { readLogKeys } from "#core/usecases/log/read-log.ts";
import { receiptOf } from "#core/usecases/log/receipt-of.ts";
import { sequence } from "#core/usecases/log/sequence.ts";

const { core, sql } = await openTestCore();
const room = mkdtempSync(path.join(tmpdir(), "lapse-change-key-"));
const [old] = parseLogKeys(newSigningKey("log.example/lapse"))!;
const [next] = parseLogKeys(newSigningKey("log.example/lapse"))!;
/** The log's keys that the witness was given. */
let known: readonly VerifierKey[] = [old!];
const { url, key: witnessKey, close } = await startWitness(() => known);
afterAll(() => {
  close();
  rmSync(room, { recursive: true });
});

/** A process that was started with these keys. */
const startedWith = (signing: Parameters<typeof createLogKey>[0], retired: readonly VerifierKey[] = []): Core => ({
  ...core,
  logKey: createLogKey(signing, retired),
  witnesses: [createHttpWitness({ url, key: witnessKey, verify: verifyEd25519 })],
});

const goOn = async (by: Core): Promise<void> => {
  const step = transition({ events: [{ kind: "signedIn", data: {} }] });
  await core.store.commit(
    { personId: null, via: "api", correlationId: "c" },
    Array.from({ length: 300 }, () => step),
  );
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
  await sequence(by, null);
};

/** What an auditor has who fetches the log now. */
const exported = async (name: string): Promise<string> => {
  const folder = path.join(room, name);
  await exportLog(async (wanted) => {
    if (wanted === "checkpoint") return new TextEncoder().encode((await core.log.latest())!.note);
    return (await core.log.tile(parseTilePath(wanted)!))!;
  }, folder);
  return folder;
};

const said: string[] = [];
const verify = (...words: readonly string[]): number => runVerify(words, (line) => said.push(line));

test("the log changes its key as SECURITY.md says, and what was kept from before is held against what comes after", async () => {
  const [oldKey, newKey] = [old!, next!].map((key) => formatVerifierKey(key)) as [string, string];
  await goOn(startedWith([old!]));
  const kept = path.join(room, "kept");
  writeFileSync(kept, (await core.log.latest())!.note);
  const [event] = (await core.audit.page({}, { limit: 1 })).items;
  const receipt = path.join(room, "receipt");
  writeFileSync(receipt, (await receiptOf(startedWith([old!]), event!)).receipt!);

  // Both sign: whoever knows either of them verifies.
  await goOn(startedWith([old!, next!]));
  const both = await exported("both");
  for (const key of [oldKey, newKey]) expect(verify(both, "--key", key)).toBe(0);
  expect(verify(both, "--key", oldKey, "--checkpoint", kept)).toBe(0);

  // The new one alone, before the witness was given it: nothing is signed.
  const alone = startedWith([next!], [old!]);
  const before = (await core.log.latest())?.size;
  await expect(goOn(alone)).rejects.toThrow("answered 403");
  expect((await core.log.latest())?.size).toBe(before);
  expect((await core.log.standing()).trouble).toBe("unreachable");
  known = [old!, next!];
  await goOn(alone);
  expect((await core.log.standing()).trouble).toBeNull();
  expect(readLogKeys(alone)).toBe(`${newKey}\n${oldKey}\n`);

  const later = await exported("later");
  const all = ["--old-key", oldKey, "--checkpoint", kept, "--receipt", receipt];
  expect(verify(later, "--key", newKey, "--witness", formatVerifierKey(witnessKey), ...all), said.join("\n")).toBe(0);
  expect(verify(later, "--key", oldKey)).toBe(1);
  expect(verify("--key", newKey, "--old-key", oldKey, "--receipt", receipt)).toBe(0);
});
