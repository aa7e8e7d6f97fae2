import { mkdir, open } from "node:fs/promises";
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

/** Longer than any line: a note with a hundred signatures. */
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
      const tail = await readTail(handle);
      const seen = lastOf(tail, origin);
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

const readTail = async (handle: Awaited<ReturnType<typeof open>>): Promise<string> => {
  const { size } = await handle.stat();
  const start = Math.max(0, size - tailBytes);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
  return buffer.subarray(0, bytesRead).toString("utf8");
};

/** The newest line of this log. A last line without its end was cut off by a kill before anything was answered. */
const lastOf = (tail: string, origin: string): Line | undefined => {
  const whole = tail
    .slice(0, tail.lastIndexOf("\n") + 1)
    .split("\n")
    .filter(Boolean);
  for (const text of whole.reverse()) {
    const line = parse(text);
    if (line?.origin === origin) return line;
  }
  return undefined;
};

const parse = (text: string): Line | undefined => {
  try {
    return JSON.parse(text) as Line;
  } catch {
    // The first line of the tail begins in its middle.
    return undefined;
  }
};
