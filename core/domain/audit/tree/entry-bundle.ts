import { refuse, ok, type Result } from "#core/domain/result.ts";

/** What the two-byte length of C2SP tlog-tiles can hold. */
export const longestEntry = 0xffff;

/** Entries, each behind its length as a big-endian uint16. Throws a RangeError for an entry beyond 65,535 bytes. */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((total, { length }) => total + 2 + length, 0));
  const view = new DataView(bundle.buffer);
  let at = 0;
  for (const entry of entries) {
    if (entry.length > longestEntry) throw new RangeError(`an entry of ${entry.length} bytes fits in no bundle`);
    view.setUint16(at, entry.length);
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/** What could still be read of a bundle that breaks off within an entry. */
export interface TornBundle {
  readonly whole: readonly Uint8Array[];
}

/** The entries of a bundle, as views of its memory. */
export function decodeBundle(bundle: Uint8Array): Result<readonly Uint8Array[], TornBundle> {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const whole: Uint8Array[] = [];
  for (let at = 0; at < bundle.length;) {
    const end = at + 2 <= bundle.length ? at + 2 + view.getUint16(at) : Infinity;
    if (end > bundle.length) return refuse({ whole });
    whole.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return ok(whole);
}
