import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { decodeBase64, encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { equalBytes } from "#core/domain/audit/tree/merkle-hash.ts";
import type { SignedCheckpoint, Testimony, Witness } from "#core/ports/witness.ts";

/** One line of the file. */
interface Line {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

/** As a rule the newest line is the log's own; where other logs share the file, more is read. */
const tailBytes = 64 * 1024;

/**
 * A file that only grows, one line of JSON for each checkpoint, on disk before it answers. It remembers, but it lies where the
 * portal runs: whoever can change the database and this file can change both. Logs of other names in it are not looked at.
 */
export const createFileWitness = (file: string): Witness => ({
  name: `the file ${path.basename(file)}`,
  isIndependent: false,
  show: async (checkpoint, rootAt): Promise<Testimony> => {
    const origin = checkpoint.note.slice(0, checkpoint.note.indexOf("\n"));
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, "a+", 0o600);
    try {
      const { tail, seen } = await lastOf(handle, origin);
      if (seen && seen.size > checkpoint.size) return { outcome: "behind", seen: seen.size };
      if (seen) {
        const root = seen.size === checkpoint.size ? checkpoint.root : await rootAt(seen.size);
        const known = decodeBase64(seen.root);
        if (!known || !equalBytes(known, root)) return { outcome: "forked", seen: seen.size };
      }
      if (seen?.size !== checkpoint.size) {
        const cut = tail === "" || tail.endsWith("\n") ? "" : "\n";
        await handle.appendFile(cut + lineOf(origin, checkpoint));
        await handle.sync();
      }
      return { outcome: "witnessed", cosignatures: [] };
    } finally {
      await handle.close();
    }
  },
});

const lineOf = (origin: string, { size, root, note }: SignedCheckpoint): string =>
  `${JSON.stringify({ origin, size, root: encodeBase64(root), note } satisfies Line)}\n`;

/** The newest line of this log, however many of other logs came after it, and the end of the file as far as it was read. */
const lastOf = async (handle: FileHandle, origin: string): Promise<{ tail: string; seen: Line | undefined }> => {
  const { size } = await handle.stat();
  for (let length = tailBytes; ; length *= 16) {
    const start = Math.max(0, size - length);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const tail = buffer.subarray(0, bytesRead).toString("utf8");
    const seen = lastIn(tail, origin);
    if (seen || start === 0) return { tail, seen };
  }
};

/**
 * A last line without its end was cut off by a kill before anything was answered, and is followed by a whole one from then on. So
 * the newest whole line can be read, or something else was at the file: who may have forgotten must not let a log be signed.
 */
const lastIn = (tail: string, origin: string): Line | undefined => {
  const whole = tail.slice(0, tail.lastIndexOf("\n") + 1).split("\n");
  const lines = whole.filter(Boolean).map(parse).reverse();
  if (lines.length > 0 && lines[0] === undefined)
    throw new Error("the newest line of the witness's file cannot be read");
  return lines.find((line) => line?.origin === origin);
};

const parse = (text: string): Line | undefined => {
  try {
    return JSON.parse(text) as Line;
  } catch {
    // Torn once, or the first line of the tail, which begins in its middle.
    return undefined;
  }
};
