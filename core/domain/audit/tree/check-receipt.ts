import { utf8ToBytes } from "@noble/hashes/utils.js";
import { equalBytes, merkle, type MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";
import {
  type CheckpointFault,
  openCheckpoint,
  type OpenedCheckpoint,
} from "#core/domain/audit/tree/open-checkpoint.ts";
import type { Verifier } from "#core/domain/audit/tree/open-note.ts";
import { parseReceipt } from "#core/domain/audit/tree/receipt.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { verifyInclusion } from "#core/domain/audit/tree/verify-inclusion.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

export type ReceiptFault = "malformed-receipt" | "no-entry" | "other-entry" | "not-included" | CheckpointFault;

export interface CheckedReceipt extends OpenedCheckpoint {
  readonly index: number;
  readonly entry: Uint8Array;
}

/**
 * Whether the log's key signed a tree that has the entry at the receipt's index. The entry comes with the receipt, from who
 * asks, or both, and then they must be the same.
 */
export function checkReceipt(
  bytes: Uint8Array,
  key: VerifierKey,
  verify: Verifier,
  known?: Uint8Array,
  hasher: MerkleHasher = merkle,
): Result<CheckedReceipt, ReceiptFault> {
  const receipt = parseReceipt(bytes);
  if (!receipt.ok) return refuse("malformed-receipt");
  const { extra, index, proof } = receipt.value;
  const entry = known ?? extra;
  if (entry === undefined) return refuse("no-entry");
  const opened = openCheckpoint(utf8ToBytes(receipt.value.checkpoint), key, verify);
  if (!opened.ok) return opened;
  const { size, root } = opened.value.checkpoint;
  if (!verifyInclusion({ leafHash: hasher.leaf(extra ?? entry), index, size, proof, root }, hasher)) {
    return refuse("not-included");
  }
  if (extra !== undefined && !equalBytes(extra, entry)) return refuse("other-entry");
  return ok({ ...opened.value, index, entry });
}
