import type { LeafEvent } from "#core/domain/audit/tree/leaf.ts";
import type { TileAddress } from "#core/domain/audit/tree/tile-address.ts";
import type { Tile } from "#core/domain/audit/tree/tree-edge.ts";
import type { Json } from "#core/domain/audit/tree/canonical-json.ts";
import type { SignedCheckpoint } from "#core/ports/witness.ts";

/** An event that has no leaf yet, as the record has it: nulls and commitments in the place of personal values. */
export interface UnsequencedEvent {
  readonly event: LeafEvent;
  readonly data: Json;
  readonly commitments: Readonly<Record<string, string>>;
}

export interface NewLeaf {
  /** The event's position in the record. */
  readonly position: string;
  readonly entry: Uint8Array;
}

/** Who extends the log now, for how long from now, and whether the witnesses agree with them as far as they were asked. */
export interface LogLease {
  readonly fence: number;
  readonly leaseMs: number;
  readonly agreed: boolean;
}

/** Why the log signs nothing: see `Testimony`. `unreachable`: no comparison was possible since this process began. */
export type LogTrouble = "behind" | "forked" | "unreachable";

/** A checkpoint as served: the log's signature, then those of its witnesses. */
export interface PublishedCheckpoint extends Omit<SignedCheckpoint, "root"> {
  readonly at: Date;
  readonly cosigned: boolean;
}

/** Shows what a commitment in a leaf stands for. */
export interface Opening {
  readonly field: string;
  readonly value: Json;
  readonly salt: string;
}

export interface LogStanding {
  readonly trouble: LogTrouble | null;
  /** Until when the lease was last taken: in the past, nobody extends the log now. Null before the first round. */
  readonly heldUntil: Date | null;
  /** When it was last so that the witnesses know no other tree than this database's; null before the first comparison. */
  readonly agreedAt: Date | null;
}

/** The transparency log over the record: its leaves, tiles and checkpoints, and who may extend it now. */
export interface Log {
  /** Takes the lease where nobody holds it; the fence that goes with it, or null. */
  claim(leaseMs: number): Promise<number | null>;
  /** Prolongs a lease that nobody has taken since; false: it is lost. `agreed`: the witnesses were compared with under it. */
  renew(fence: number, leaseMs: number, agreed: boolean): Promise<boolean>;
  release(fence: number): Promise<void>;

  /** How many leaves there are, signed for or not. */
  size(): Promise<number>;
  /**
   * Committed events without a leaf, by position, whenever they were committed: never "greater than the last", since a
   * transaction with a lower position may commit later. The next call sees those that `append` left out, too. With `beyond`
   * only those after that position: to read on while the ones before it are being appended.
   */
  unsequenced(limit: number, beyond?: string): Promise<readonly UnsequencedEvent[]>;
  /**
   * Gives the events the next indexes from `size` on and keeps the tiles that they filled, and prolongs the lease, all of it or
   * nothing. False where the lease is lost. No event gets two leaves and no index two events, whoever calls.
   */
  append(lease: LogLease, size: number, leaves: readonly NewLeaf[], tiles: readonly Tile[]): Promise<boolean>;

  /** Makes a signed checkpoint the one that is served, unless a larger one is. */
  publish(checkpoint: SignedCheckpoint): Promise<void>;
  cosign(size: number, witness: string, lines: readonly string[]): Promise<void>;
  setTrouble(trouble: LogTrouble): Promise<void>;
  /** The witnesses know no other tree than this database's, as of now: what stood against it is over. */
  setAgreed(): Promise<void>;
  standing(): Promise<LogStanding>;

  /** The newest checkpoint; null before the first. */
  latest(): Promise<PublishedCheckpoint | null>;
  /** A published checkpoint that covers the leaf: the newest that a witness signed too, else the newest. */
  covering(index: number): Promise<PublishedCheckpoint | null>;
  /** A tile of hashes, or a bundle of entries, full or partial; null where the leaves do not reach it. */
  tile(address: TileAddress): Promise<Uint8Array | null>;
  /** The leaf's place in the log and its bytes; null while the event has none. */
  leafOf(position: string): Promise<{ readonly index: number; readonly entry: Uint8Array } | null>;
  /** What opens the event's commitments: each personal value that was not erased, with its salt in base64. */
  openings(position: string): Promise<readonly Opening[]>;
  /** Every field that the event's entry only commits to, erased or not. */
  committed(position: string): Promise<readonly string[]>;
}
