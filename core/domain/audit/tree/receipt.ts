import { decodeBase64, encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { parseDecimal } from "#core/domain/audit/tree/checkpoint.ts";
import { hashLength } from "#core/domain/audit/tree/merkle-hash.ts";
import { decodeUtf8, longestNote } from "#core/domain/audit/tree/signed-note.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

const header = "c2sp.org/tlog-proof@v1";
/** A tree of 2^53 leaves has no longer path. */
const longestProof = 53;

/** A proof that an entry is in the log, checkable without the log (C2SP tlog-proof; files end in `.tlog-proof`). */
export interface Receipt {
  /** In receipts of Lapse the entry itself: the proof then covers it. Opaque, and not to be believed, in others. */
  readonly extra?: Uint8Array | undefined;
  readonly index: number;
  /** The leaf's sibling first. */
  readonly proof: readonly Uint8Array[];
  /** The signed note as the log published it, cosignatures and all. */
  readonly checkpoint: string;
}

/** The text of a receipt. */
export const formatReceipt = ({ extra, index, proof, checkpoint }: Receipt): string =>
  [
    header,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(encodeBase64),
    "",
    checkpoint,
  ].join("\n");

/** Strictly by C2SP tlog-proof: every line in its one spelling, so that no bit of a receipt is without effect. */
export function parseReceipt(bytes: Uint8Array): Result<Receipt, "malformed"> {
  const text = bytes.length > longestNote ? undefined : decodeUtf8(bytes);
  const end = text?.indexOf("\n\n") ?? -1;
  if (text === undefined || end < 0) return refuse("malformed");
  const [first, ...lines] = text.slice(0, end).split("\n");
  const extra = lines[0]?.startsWith("extra ") ? decodeBase64(lines.shift()?.slice(6) ?? "") : null;
  const place = lines.shift();
  const index = place?.startsWith("index ") ? parseDecimal(place.slice(6)) : undefined;
  if (first !== header || extra === undefined || index === undefined || lines.length > longestProof) {
    return refuse("malformed");
  }
  const proof: Uint8Array[] = [];
  for (const line of lines) {
    const hash = decodeBase64(line);
    if (hash?.length !== hashLength) return refuse("malformed");
    proof.push(hash);
  }
  return ok({ ...(extra === null ? {} : { extra }), index, proof, checkpoint: text.slice(end + 2) });
}
