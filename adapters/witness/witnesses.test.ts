import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { createLogKey, newSigningKey, parseLogKeys, verifyEd25519 } from "#adapters/crypto/log-key.ts";
import { createFileWitness } from "#adapters/witness/file-witness.ts";
import { createHttpWitness } from "#adapters/witness/http-witness.ts";
import { startWitness, type StartedWitness } from "#cli/testing/start-witness.ts";
import { parseWitnessKey } from "#cli/witness/run-witness.ts";
import { formatCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { merkle } from "#core/domain/audit/tree/merkle-hash.ts";
import { hashesFromTiles, tilesFor } from "#core/domain/audit/tree/proof-from-tiles.ts";
import { consistencyRanges } from "#core/domain/audit/tree/proof-ranges.ts";
import { openNote } from "#core/domain/audit/tree/open-note.ts";
import { parseNote } from "#core/domain/audit/tree/signed-note.ts";
import { tilePath } from "#core/domain/audit/tree/tile-address.ts";
import { TreeEdge } from "#core/domain/audit/tree/tree-edge.ts";
import { formatVerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import type { SignedCheckpoint, Testimony, Witness } from "#core/ports/witness.ts";
import { freePort } from "#scripts/postgres/free-port.ts";

const room = mkdtempSync(path.join(tmpdir(), "lapse-witness-"));
const closing: (() => void)[] = [() => rmSync(room, { recursive: true })];
afterAll(() => closing.forEach((close) => close()));

const logKey = createLogKey(parseLogKeys(newSigningKey("log.example/lapse"))!);

/** A log of `size` leaves whose entries begin with a mark, as it shows itself to a witness. */
const logOf = (size: number, mark = "a", key = logKey) => {
  const leaves = Array.from({ length: size }, (_, n) => merkle.leaf(new TextEncoder().encode(`${mark}${n}`)));
  const edgeAt = (upTo: number): TreeEdge => {
    const edge = new TreeEdge();
    for (const leaf of leaves.slice(0, upTo)) edge.append(leaf);
    return edge;
  };
  const root = edgeAt(size).root();
  const note = key.sign(formatCheckpoint({ origin: key.origin, size, root }));
  const checkpoint: SignedCheckpoint = { size, root, note };
  const proofFrom = (from: number): Promise<readonly Uint8Array[]> => {
    if (from === 0) return Promise.resolve([]);
    const ranges = consistencyRanges(from, size);
    const tiles = new Map(
      tilesFor(ranges, size).map((tile) => [
        tilePath(tile),
        Buffer.concat(leaves.slice(tile.index * 256, tile.index * 256 + tile.width)),
      ]),
    );
    return Promise.resolve(hashesFromTiles(ranges, size, tiles));
  };
  const show = (witness: Witness): Promise<Testimony> =>
    witness.show(checkpoint, (at) => Promise.resolve(edgeAt(at).root()), proofFrom);
  return { checkpoint, show };
};

const startProgram = async (): Promise<StartedWitness> => {
  const started = await startWitness(() => logKey.signing);
  closing.unshift(() => started.close());
  return started;
};

const overHttp = async (): Promise<() => Witness> => {
  const { url, key } = await startProgram();
  return () => createHttpWitness({ url, key, verify: verifyEd25519 });
};
const inFile = (): Promise<() => Witness> => {
  const file = path.join(mkdtempSync(path.join(room, "file-")), "checkpoints.jsonl");
  return Promise.resolve(() => createFileWitness(file));
};

for (const [name, open] of [
  ["over HTTP", overHttp],
  ["in a file", inFile],
] as const) {
  test(`a witness ${name} lets a log grow, and an older or another tree is found, by a new process too`, async () => {
    const witness = await open();
    const first = witness();
    for (const size of [1, 2, 7, 7, 200]) expect(await logOf(size).show(first)).toMatchObject({ outcome: "witnessed" });
    for (const each of [first, witness()]) {
      expect(await logOf(120).show(each)).toEqual({ outcome: "behind", seen: 200 });
      expect(await logOf(230, "b").show(each)).toEqual({ outcome: "forked", seen: 200 });
      expect(await logOf(200, "b").show(each)).toEqual({ outcome: "forked", seen: 200 });
    }
    expect(await logOf(250).show(witness())).toMatchObject({ outcome: "witnessed" });
  });
}

test("a cosignature that came back is the witness's own, under the checkpoint that was shown", async () => {
  const { url, key } = await startProgram();
  const witness = createHttpWitness({ url, key, verify: verifyEd25519 });
  const { checkpoint, show } = logOf(5);
  const testimony = await show(witness);
  if (testimony.outcome !== "witnessed") throw new Error(testimony.outcome);
  const note = parseNote(new TextEncoder().encode(`${checkpoint.note}${testimony.cosignatures.join("\n")}\n`));
  const opened = note.ok && openNote(note.value, key, verifyEd25519);
  expect(opened).toMatchObject({ ok: true, value: { timestamp: 1_700_000_000n } });
});

test("a witness that signs with another key, or a log that it does not know, is an error and no testimony", async () => {
  const { url, key } = await startProgram();
  const stranger = parseWitnessKey(newSigningKey("witness.example/w", "cosignature"))!;
  const wrong = createHttpWitness({ url, key: stranger.verifier, verify: verifyEd25519 });
  await expect(logOf(5).show(wrong)).rejects.toThrow("did not sign");
  const unknown = createLogKey(parseLogKeys(newSigningKey("other.example/log"))!);
  const right = createHttpWitness({ url, key, verify: verifyEd25519 });
  await expect(logOf(5, "a", unknown).show(right)).rejects.toThrow("answered 404");
  const forger = createLogKey(parseLogKeys(newSigningKey("log.example/lapse"))!);
  await expect(logOf(6, "a", forger).show(right)).rejects.toThrow("answered 403");
});

test("the program of the command line, killed and begun again, still knows what it signed; without its memory it signs nothing", async () => {
  const text = newSigningKey("witness.example/w", "cosignature");
  const key = parseWitnessKey(text)!.verifier;
  const [keyFile, data] = [path.join(room, "key"), path.join(room, "data")];
  writeFileSync(keyFile, text);
  const port = await freePort();
  const words = ["--log", formatVerifierKey(logKey.signing[0]!), "--key-file", keyFile, "--data", data];
  const begin = async (): Promise<ChildProcessByStdio<null, Readable, Readable>> => {
    const command = ["cli/lapse.ts", "witness", ...words, "--port", String(port)];
    const program = spawn(process.execPath, command, { stdio: ["ignore", "pipe", "pipe"] });
    closing.unshift(() => void program.kill("SIGKILL"));
    const [said] = (await once(program.stdout, "data")) as [Buffer];
    expect(said.toString()).toContain(formatVerifierKey(key));
    return program;
  };
  const open = () => createHttpWitness({ url: new URL(`http://127.0.0.1:${port}`), key, verify: verifyEd25519 });
  const first = await begin();
  expect(await logOf(30).show(open())).toMatchObject({ outcome: "witnessed" });
  first.kill("SIGKILL");
  await once(first, "exit");
  const second = await begin();
  expect(await logOf(20).show(open())).toEqual({ outcome: "behind", seen: 30 });
  expect(await logOf(40, "b").show(open())).toEqual({ outcome: "forked", seen: 30 });
  const [remembered = ""] = readdirSync(data);
  writeFileSync(path.join(data, remembered), "torn");
  const complaint = once(second.stderr, "data");
  for (const size of [40, 41]) await expect(logOf(size).show(open())).rejects.toThrow("answered 500");
  expect(String(await complaint)).toContain("cannot be read as a checkpoint");
});

test("a line of the file that a kill cut off counts for nothing", async () => {
  const file = path.join(room, "cut.jsonl");
  await logOf(4).show(createFileWitness(file));
  appendFileSync(file, '{"origin":"log.example/lapse","size":900');
  expect(await logOf(9).show(createFileWitness(file))).toMatchObject({ outcome: "witnessed" });
  expect(await logOf(4).show(createFileWitness(file))).toEqual({ outcome: "behind", seen: 9 });
  expect(readFileSync(file, "utf8").endsWith("\n")).toBe(true);
});

test("a file remembers a log however many lines of others came since, and lets nothing be signed when its newest line is noise", async () => {
  const file = path.join(room, "shared.jsonl");
  await logOf(9).show(createFileWitness(file));
  const other = createLogKey(parseLogKeys(newSigningKey("other.example/log"))!);
  const busy = createFileWitness(file);
  await logOf(1, "o", other).show(busy);
  const [, line = ""] = readFileSync(file, "utf8").split("\n");
  appendFileSync(file, `${line}\n`.repeat(2_000));
  expect(readFileSync(file).length).toBeGreaterThan(8 * 64 * 1024);
  expect(await logOf(4).show(busy)).toEqual({ outcome: "behind", seen: 9 });
  appendFileSync(file, '{"origin":"log.example/lapse","size":9\n');
  await expect(logOf(4).show(busy)).rejects.toThrow("cannot be read");
});

test("what stands between here and the witness is not taken for its word: nothing ends by it", async () => {
  const { key } = await startProgram();
  let answer: readonly [number, string] = [422, ""];
  const server = createServer((_, response) => void response.writeHead(answer[0]).end(answer[1]));
  const port = await freePort();
  await once(server.listen(port, "127.0.0.1"), "listening");
  closing.unshift(() => void server.close());
  const witness = createHttpWitness({ url: new URL(`http://127.0.0.1:${port}`), key, verify: verifyEd25519 });
  for (answer of [
    [422, ""],
    [409, "size"],
    [409, "-1"],
    [200, ""],
    [503, "9"],
  ] as const)
    await expect(logOf(5).show(witness), String(answer)).rejects.toThrow();
  answer = [200, "x".repeat(200_000)];
  await expect(logOf(5).show(witness)).rejects.toThrow("more than any witness has to say");
});

test("while a key takes over, both sign; afterwards the old one still confirms what it signed", () => {
  const [before, after] = [newSigningKey("log.example/lapse"), newSigningKey("log.example/lapse")];
  const [old, now] = [parseLogKeys(before)![0]!, parseLogKeys(after)![0]!];
  const both = createLogKey(parseLogKeys(`${after} ${before}`)!);
  const note = parseNote(
    new TextEncoder().encode(
      both.sign(formatCheckpoint({ origin: both.origin, size: 1, root: merkle.leaf(new Uint8Array()) })),
    ),
  );
  if (!note.ok) throw new Error(note.error);
  for (const key of [old, now]) expect(openNote(note.value, key, verifyEd25519).ok).toBe(true);
  const later = createLogKey([now], [old]);
  const next = parseNote(new TextEncoder().encode(later.sign(note.value.text)));
  if (!next.ok) throw new Error(next.error);
  expect([openNote(next.value, now, verifyEd25519).ok, openNote(next.value, old, verifyEd25519).ok]).toEqual([
    true,
    false,
  ]);
  expect(() => createLogKey([now], [parseLogKeys(newSigningKey("other.example"))![0]!])).toThrow("other.example");
});
