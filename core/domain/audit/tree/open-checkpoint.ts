import { type Checkpoint, parseCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { type NoteFault, openNote, type Verifier } from "#core/domain/audit/tree/open-note.ts";
import { parseNote, type SignedNote } from "#core/domain/audit/tree/signed-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

export type CheckpointFault = NoteFault | "malformed" | "other-log";

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** For the cosignatures that it may carry. */
  readonly note: SignedNote;
}

/**
 * The checkpoint, once the log's key has been seen to sign it. The origin line must be the key's name: a key shared by two
 * logs must not let one stand for the other.
 */
export function openCheckpoint(
  bytes: Uint8Array,
  key: VerifierKey,
  verify: Verifier,
): Result<OpenedCheckpoint, CheckpointFault> {
  const note = parseNote(bytes);
  if (!note.ok) return note;
  const opened = openNote(note.value, key, verify);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.origin !== key.name) return refuse("other-log");
  return ok({ checkpoint: checkpoint.value, note: note.value });
}
