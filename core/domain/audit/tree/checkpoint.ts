import { decodeBase64, encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { hashLength } from "#core/domain/audit/tree/merkle-hash.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

/** What a log says of itself at one size (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log; the name of its key. */
  readonly origin: string;
  /** How many entries the tree has. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Further lines, of no meaning here. */
  readonly extensions: readonly string[];
}

/** The note text to sign. Lapse writes no extension lines. */
export const formatCheckpoint = ({ origin, size, root }: Omit<Checkpoint, "extensions">): string =>
  `${origin}\n${size}\n${encodeBase64(root)}\n`;

/** Reads a note's text as a checkpoint: at least three non-empty lines. Sizes beyond 2^53 are refused, not rounded. */
export function parseCheckpoint(text: string): Result<Checkpoint, "malformed"> {
  if (!text.endsWith("\n")) return refuse("malformed");
  const lines = text.slice(0, -1).split("\n");
  const [origin, size, encoded, ...extensions] = lines;
  if (lines.includes("") || origin === undefined || size === undefined || encoded === undefined) {
    return refuse("malformed");
  }
  const leaves = parseDecimal(size);
  const root = decodeBase64(encoded);
  if (leaves === undefined || root?.length !== hashLength) return refuse("malformed");
  return ok({ origin, size: leaves, root, extensions });
}

/** A decimal without leading zeroes, sign or blanks, up to 2^53 - 1; undefined for anything else. */
export function parseDecimal(text: string): number | undefined {
  const value = /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
