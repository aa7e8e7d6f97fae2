import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** One file of the archive. `packed`: hashes and signatures do not compress, so they are stored as they are. */
export interface ZipFile {
  readonly path: string;
  readonly packed: boolean;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Every file bears the same instant, the first that a zip can say: when it was packed is no part of what it says. */
const instant = new Date(1980, 0, 1);

/**
 * A zip of these files, made while it is read: a piece of one file is in memory, however large the archive. The same files
 * make the same bytes. At most 65,535 files and 4 GiB: the callers see to that.
 */
export async function* zipOf(files: AsyncIterable<ZipFile>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    if (chunk.length > 0) ready.push(chunk);
  });
  const taken = function* (): Generator<Uint8Array> {
    const chunks = ready;
    ready = [];
    yield* chunks;
  };
  for await (const { path, packed, content } of files) {
    const entry = packed ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
    entry.mtime = instant;
    zip.add(entry);
    for await (const piece of content) {
      entry.push(piece);
      yield* taken();
    }
    entry.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
