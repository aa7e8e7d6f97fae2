/** A checkpoint that the log signed, as it is published. */
export interface SignedCheckpoint {
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** The signed note (C2SP tlog-checkpoint). */
  readonly note: string;
}

/**
 * `witnessed`: it is the newest that this witness knows of the log, with the cosignature lines it gave (a file gives none).
 * `behind`: the witness has seen a larger tree: this database is older than what was witnessed.
 * `forked`: the witness has seen another tree of that size or a smaller one: this database went another way.
 */
export type Testimony =
  | { readonly outcome: "witnessed"; readonly cosignatures: readonly string[] }
  | { readonly outcome: "behind"; readonly seen: number }
  | { readonly outcome: "forked"; readonly seen: number };

/**
 * A place outside the database that remembers the newest checkpoint it was shown and refuses whatever does not extend it: how
 * a restored, copied or rewritten database is told from the one that went on (domain rule 6). Throws when it cannot be asked.
 */
export interface Witness {
  /** Names it in messages and on pages; a cosigning witness has its key's name. */
  readonly name: string;
  /** It signs with a key of its own, on a machine of its own: only then is the record independently witnessed. */
  readonly isIndependent: boolean;
  /**
   * Shows it a checkpoint. `rootAt` and `proofFrom` answer for the tree shown, at any smaller size: the root, and the
   * consistency proof (RFC 6962) from there. Showing the same checkpoint again changes nothing.
   */
  show(
    checkpoint: SignedCheckpoint,
    rootAt: (size: number) => Promise<Uint8Array>,
    proofFrom: (size: number) => Promise<readonly Uint8Array[]>,
  ): Promise<Testimony>;
}
