import { checkKept, type Kept } from "#cli/verify/check-kept.ts";
import { checkStrays } from "#cli/verify/check-strays.ts";
import type { ExportFiles } from "#cli/verify/export-files.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { FindingLog } from "#cli/verify/finding-log.ts";
import { treeChecks } from "#cli/verify/tree-checks.ts";
import { verifyEd25519 } from "#cli/verify/verify-ed25519.ts";
import type { Checkpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { type CheckpointFault, openCheckpoint } from "#core/domain/audit/tree/open-checkpoint.ts";
import { openNote } from "#core/domain/audit/tree/open-note.ts";
import { longestNote, type SignedNote } from "#core/domain/audit/tree/signed-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

export interface Trust {
  readonly key: VerifierKey;
  readonly witnesses: readonly VerifierKey[];
  readonly kept: readonly Kept[];
}

export interface Report {
  /** Undefined where the export's own checkpoint could not be believed; nothing else is looked at then. */
  readonly checkpoint: Checkpoint | undefined;
  readonly found: FindingLog;
}

/** Nobody reads on: who holds the log's key may sign a size that no machine could look through in a lifetime. */
const mostFindings = 100_000;

/**
 * Checks all of an export: its checkpoint against the key and the witnesses, what was kept against its tiles, and every tile
 * and entry against the checkpoint. Reads file after file and keeps none, so that memory does not grow with the log,
 * and stops where more was found than anybody could want to know.
 */
export function verifyExport(files: ExportFiles, { key, witnesses, kept }: Trust): Report {
  const found = new FindingLog();
  const bytes = files.read("checkpoint", longestNote);
  if (typeof bytes === "string") {
    found.add({ path: "checkpoint", message: bytes === "missing" ? "is missing" : "is too long" });
    return { checkpoint: undefined, found };
  }
  const opened = openCheckpoint(bytes, key, verifyEd25519);
  if (!opened.ok) {
    found.add({ path: "checkpoint", message: explainCheckpoint(opened.error, key) });
    return { checkpoint: undefined, found };
  }
  const { checkpoint, note } = opened.value;
  for (const finding of checkWitnesses(note, witnesses)) found.add(finding);
  const { findings, agreedSize } = checkKept(files, checkpoint, kept);
  for (const finding of findings) found.add(finding);
  for (const check of treeChecks(checkpoint, agreedSize)) {
    for (const finding of check.run(files)) found.add(finding);
    if (found.count >= mostFindings) return { checkpoint, found };
  }
  for (const finding of checkStrays(files, checkpoint.size)) found.add(finding);
  return { checkpoint, found };
}

export function explainCheckpoint(fault: CheckpointFault, { name }: VerifierKey): string {
  switch (fault) {
    case "malformed":
      return "is not a checkpoint: its form was damaged";
    case "unsigned":
      return `is not signed by the key ${name}`;
    case "bad-signature":
      return `has a signature of ${name} that does not fit: what it says was changed, or the signature was`;
    case "other-log":
      return `is of another log than ${name}`;
  }
}

function checkWitnesses(note: SignedNote, witnesses: readonly VerifierKey[]): Finding[] {
  return witnesses.flatMap((witness) => {
    const opened = openNote(note, witness, verifyEd25519);
    if (opened.ok) return [];
    const why = opened.error === "unsigned" ? "is not signed" : "has a signature that does not fit";
    return [{ path: "checkpoint", message: `${why} by the witness ${witness.name}` }];
  });
}
