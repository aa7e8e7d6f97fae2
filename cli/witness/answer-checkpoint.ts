import { decodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { formatCheckpoint, parseDecimal } from "#core/domain/audit/tree/checkpoint.ts";
import { emptyRoot, equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import { openCheckpoint } from "#core/domain/audit/tree/open-checkpoint.ts";
import { decodeUtf8, type NoteSignature, signatureLine } from "#core/domain/audit/tree/signed-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { verifyConsistency } from "#core/domain/audit/tree/verify-consistency.ts";
import { verifyEd25519 } from "#cli/verify/verify-ed25519.ts";
import type { WitnessMemory } from "#cli/witness/witness-log.ts";

export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly body: string;
}

const refused = (status: Answer["status"], body = ""): Answer => ({ status, body });

/**
 * C2SP tlog-witness, `add-checkpoint`: signs what one of the known logs' keys signed and what extends all that was signed here
 * before. Whoever calls need not be known: a checkpoint speaks for itself. Calls must come one after the other.
 */
export function answerCheckpoint(
  body: Uint8Array,
  logs: readonly VerifierKey[],
  memory: WitnessMemory,
  sign: (text: string) => NoteSignature,
): Answer {
  const request = parseRequest(body);
  if (!request) return refused(400, "malformed");
  const origin = request.note.slice(0, request.note.indexOf("\n"));
  const keys = logs.filter(({ name }) => name === origin);
  if (keys.length === 0) return refused(404, "unknown log");
  const bytes = new TextEncoder().encode(request.note);
  const opened = keys.map((key) => openCheckpoint(bytes, key, verifyEd25519)).find(({ ok }) => ok);
  if (!opened?.ok) return refused(403, "not signed by a key that is known for this log");
  const { size, root } = opened.value.checkpoint;
  const last = memory.last(origin);
  if (request.old > size) return refused(400, "the old size is beyond the checkpoint's");
  if (request.old !== (last?.size ?? 0)) return refused(409, `${last?.size ?? 0}\n`);
  const known = last ?? { size: 0, root: emptyRoot };
  const extendsKnown =
    known.size === 0
      ? request.proof.length === 0
      : verifyConsistency({ from: known.size, to: size, fromRoot: known.root, toRoot: root, proof: request.proof });
  if (known.size === size && !equalBytes(known.root, root)) return refused(409, `${known.size}\n`);
  if (!extendsKnown) return refused(422, "the proof does not show that the log was only extended");
  const text = formatCheckpoint({ origin, size, root });
  memory.keep(origin, text);
  return { status: 200, body: `${signatureLine(sign(opened.value.note.text))}\n` };
}

interface Shown {
  readonly old: number;
  readonly proof: readonly Uint8Array[];
  readonly note: string;
}

/** `old N`, up to 63 lines of proof, an empty line, the checkpoint. */
function parseRequest(body: Uint8Array): Shown | undefined {
  const text = decodeUtf8(body);
  const end = text?.indexOf("\n\n") ?? -1;
  if (text === undefined || end < 0) return undefined;
  const [first = "", ...lines] = text.slice(0, end).split("\n");
  const old = first.startsWith("old ") ? parseDecimal(first.slice(4)) : undefined;
  const proof = lines.map(decodeBase64);
  if (old === undefined || proof.length > 63 || proof.some((hash) => hash?.length !== 32)) return undefined;
  return { old, proof: proof.flatMap((hash) => hash ?? []), note: text.slice(end + 2) };
}
