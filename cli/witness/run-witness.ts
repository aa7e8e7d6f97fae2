import { createPrivateKey, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { parseArgs } from "node:util";
import { decodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { cosign } from "#core/domain/audit/tree/open-note.ts";
import type { NoteSignature } from "#core/domain/audit/tree/signed-note.ts";
import {
  formatVerifierKey,
  parseVerifierKey,
  type VerifierKey,
  verifierKey,
} from "#core/domain/audit/tree/verifier-key.ts";
import { createPublicKey } from "node:crypto";
import { Unreadable } from "#cli/unreadable.ts";
import { UsageFault } from "#cli/usage.ts";
import { answerCheckpoint } from "#cli/witness/answer-checkpoint.ts";
import { openWitnessMemory } from "#cli/witness/witness-log.ts";

/** A checkpoint with a hundred signatures and the longest proof fits ten times. */
const longestBody = 64 * 1024;

/** `lapse witness`: a witness for the logs whose keys it is given, to run where the portal's operators cannot reach. */
export function runWitness(words: readonly string[], print: (line: string) => void): Promise<number> {
  const { logs, data, port, host, keyFile } = readArguments(words);
  const key = readKey(keyFile);
  const memory = openWitnessMemory(data);
  const now = (): number => Math.floor(Date.now() / 1_000);
  const server = serveWitness((body) => answerCheckpoint(body, logs, memory, (text) => key.sign(text, now())));
  return new Promise((resolve, reject) => {
    server.once("error", (fault) => reject(new Unreadable(`http://${host}:${port}`, fault)));
    server.listen(port, host, () => print(`Witness ${formatVerifierKey(key.verifier)} on http://${host}:${port}`));
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => server.close(() => resolve(0)));
  });
}

type Answering = (body: Uint8Array) => { readonly status: number; readonly body: string };

/** Only `POST …/add-checkpoint`. Answers are made one at a time, since each depends on what was signed before. */
export function serveWitness(answer: Answering): Server {
  return createServer((request, response) => {
    if (request.method !== "POST" || !request.url?.endsWith("/add-checkpoint"))
      return void response.writeHead(404).end();
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > longestBody) request.destroy();
      else chunks.push(chunk);
    });
    request.on("end", () => {
      const { status, body } = answered(answer, Buffer.concat(chunks));
      const type = status === 409 ? "text/x.tlog.size" : "text/plain; charset=utf-8";
      response.writeHead(status, { "content-type": type }).end(body);
    });
  });
}

/** What cannot be remembered is not signed; the logs whose memory is whole are witnessed on. */
function answered(answer: Answering, body: Uint8Array): { readonly status: number; readonly body: string } {
  try {
    return answer(body);
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`);
    return { status: 500, body: "this witness cannot use its memory" };
  }
}

interface WitnessKey {
  readonly verifier: VerifierKey;
  sign(text: string, seconds: number): NoteSignature;
}

/** A signing key of use `cosignature`, as `scripts/log-key.ts NAME --witness` makes it. */
export function parseWitnessKey(text: string): WitnessKey | undefined {
  const [, name, , encoded] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text.trim()) ?? [];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  if (name === undefined || bytes?.length !== 33 || bytes[0] !== 0x04) return undefined;
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), bytes.subarray(1)]); // RFC 8410
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32);
  const verifier = verifierKey(name, publicKey, "cosignature");
  return { verifier, sign: (note, at) => cosign(note, verifier, BigInt(at), (message) => sign(null, message, secret)) };
}

function readKey(file: string): WitnessKey {
  const text = read(file);
  const key = parseWitnessKey(text);
  if (!key) throw new UsageFault(`${file} holds no witness's signing key.`);
  return key;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (fault) {
    throw new Unreadable(file, fault);
  }
}

function readArguments(words: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { log: { ...text, multiple: true }, data: text, port: text, host: text, "key-file": text } as const;
  const { values } = parse(() => parseArgs({ args: [...words], options }));
  const { log: keys = [], data, port = "8400", host = "127.0.0.1", "key-file": keyFile } = values;
  if (!data || !keyFile || keys.length === 0) throw new UsageFault("A witness needs --log, --key-file and --data.");
  const logs = keys.map((one) => {
    const key = parseVerifierKey(one);
    if (!key.ok || key.value.use !== "note") throw new UsageFault(`${one} is no log's public key.`);
    return key.value;
  });
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UsageFault(`${port} is no port.`);
  return { logs, data, host, keyFile, port: Number(port) };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (fault) {
    throw new UsageFault(fault instanceof Error ? fault.message : String(fault), { cause: fault });
  }
}
