import { longestBundle } from "#cli/verify/check-bundle.ts";
import { byAnyKey, type Keys } from "#cli/verify/by-any-key.ts";
import type { Kept } from "#cli/verify/check-kept.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { verifyEd25519 } from "#cli/verify/verify-ed25519.ts";
import { explainCheckpoint } from "#cli/verify/verify-export.ts";
import { checkReceipt, type ReceiptFault } from "#core/domain/audit/tree/check-receipt.ts";
import { parseCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { decodeBundle } from "#core/domain/audit/tree/entry-bundle.ts";
import { equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import { parseReceipt } from "#core/domain/audit/tree/receipt.ts";
import { parseNote } from "#core/domain/audit/tree/signed-note.ts";
import { tileAt, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

export interface ReceiptOutcome {
  /** Its checkpoint, which the export must agree with too. */
  readonly kept?: Kept;
  readonly findings: readonly Finding[];
  readonly fine?: string;
}

/** A receipt by itself, under any key the log had, and, where there is an export, against the entry that stands there now. */
export function checkKeptReceipt(
  path: string,
  bytes: Uint8Array,
  keys: Keys,
  files: ExportFiles | undefined,
): ReceiptOutcome {
  const parsed = parseReceipt(bytes);
  const exported = parsed.ok && files !== undefined ? exportedEntry(files, parsed.value.index) : undefined;
  // A receipt with its entry is judged by itself first: only then a difference is the export's fault.
  const known = parsed.ok && parsed.value.extra === undefined ? exported : undefined;
  const [key] = keys;
  const checked = byAnyKey(keys, (one) => checkReceipt(bytes, one, verifyEd25519, known));
  if (!checked.ok) return { findings: [{ path, message: explainReceipt(checked.error, key) }] };
  const { index, entry, checkpoint } = checked.value;
  const fine = `${path} proves entry ${index}, as ${key.name} signed it among ${checkpoint.size}.`;
  const kept = { path, checkpoint };
  if (exported === undefined || equalBytes(exported, entry)) return { kept, findings: [], fine };
  const message = `proves another entry ${index} than the export has`;
  return { kept, findings: [{ path, message, entries: { start: index, end: index + 1 }, bad: "every" }], fine };
}

/** The entry at an index as the export has it, unchecked; undefined where it has none. */
function exportedEntry(files: ExportFiles, index: number): Uint8Array | undefined {
  const note = files.read("checkpoint", longestBundle);
  const text = typeof note === "string" ? undefined : parseNote(note);
  const size = text?.ok ? parseCheckpoint(text.value.text) : undefined;
  if (!size?.ok) return undefined;
  const address = tileAt("entries", Math.floor(index / tileWidth), size.value.size);
  const bundle = address === undefined ? "missing" : files.read(tilePath(address), longestBundle);
  if (typeof bundle === "string") return undefined;
  const decoded = decodeBundle(bundle);
  return (decoded.ok ? decoded.value : decoded.error.whole)[index % tileWidth];
}

function explainReceipt(fault: ReceiptFault, key: VerifierKey): string {
  switch (fault) {
    case "malformed-receipt":
      return "is not a receipt: its form was damaged";
    case "no-entry":
      return "does not carry its entry, and there is no export that has it";
    case "not-included":
      return "does not prove what it claims: the entry, its index or its proof was changed";
    case "other-entry":
      return "is for another entry";
    default:
      return `carries a checkpoint that ${explainCheckpoint(fault, key)}`;
  }
}
