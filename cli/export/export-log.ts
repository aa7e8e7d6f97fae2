import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Checkpoint, parseCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { decodeUtf8 } from "#core/domain/audit/tree/signed-note.ts";
import { hashesAtLevel, type TileAddress, tileAt, tilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";

/** Reads one path below the portal's /api/log/. Throws for any answer but the file. */
export type ReadLog = (path: string) => Promise<Uint8Array>;

const atOnce = 4;

/**
 * Brings the log into a folder, under the same paths: tiles first, the checkpoint they belong to last, so that a folder with a
 * checkpoint is whole. What is there already and cannot change is not fetched again. Nothing is verified here: that is
 * `lapse verify`'s, with a key that did not come the same way.
 */
export async function exportLog(read: ReadLog, folder: string): Promise<Checkpoint> {
  const note = await read("checkpoint");
  const checkpoint = sizeOf(note);
  rmSync(join(folder, "checkpoint"), { force: true });
  const wanted = tilesOf(checkpoint.size);
  const fetchNext = async (): Promise<void> => {
    for (let next = wanted.next(); !next.done; next = wanted.next()) {
      const path = tilePath(next.value);
      if (next.value.width === tileWidth && existsSync(join(folder, path))) continue;
      write(folder, path, await read(path));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, fetchNext));
  write(folder, "checkpoint", note);
  return checkpoint;
}

function sizeOf(note: Uint8Array): Checkpoint {
  const text = decodeUtf8(note) ?? "";
  const checkpoint = parseCheckpoint(text.slice(0, text.indexOf("\n\n") + 1));
  if (!checkpoint.ok) throw new Error("The portal's answer is no checkpoint.");
  return checkpoint.value;
}

function* tilesOf(size: number): Generator<TileAddress> {
  for (const level of ["entries", ...levels(size)] as const) {
    const tiles = Math.ceil(hashesAtLevel(level, size) / tileWidth);
    for (let index = 0; index < tiles; index += 1) {
      const address = tileAt(level, index, size);
      if (address) yield address;
    }
  }
}

function levels(size: number): number[] {
  const found: number[] = [];
  while (hashesAtLevel(found.length, size) > 0) found.push(found.length);
  return found;
}

/** Whole or not at all, so that an export that was broken off can go on. */
function write(folder: string, path: string, bytes: Uint8Array): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, bytes);
  renameSync(`${file}.part`, file);
}
