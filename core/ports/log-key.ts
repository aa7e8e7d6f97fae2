import type { MerkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";
import type { Verifier } from "#core/domain/audit/tree/open-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

/** The log's signing key, which is never in the database. While keys change, two sign side by side. */
export interface LogKey {
  /** The log's name, in every checkpoint: the name of all its keys. */
  readonly origin: string;
  /** Keys that sign now, the current one first. */
  readonly signing: readonly VerifierKey[];
  /** Keys that signed once: what they signed still verifies. */
  readonly retired: readonly VerifierKey[];
  /** The signed note of a checkpoint's text. */
  sign(text: string): string;
  readonly verify: Verifier;
  /** The tree's hashes by the runtime's own SHA-256, which is faster than one in the language. */
  readonly hasher: MerkleHasher;
}
