import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { Unreadable } from "#cli/unreadable.ts";
import { type FileContent, readFile } from "#cli/verify/export-files.ts";
import { decodeUtf8 } from "#core/domain/audit/tree/signed-note.ts";

/** Longer than any row: a person's words have their limits. */
const longestLine = 4 * 1024 * 1024;
const chunkBytes = 256 * 1024;

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Where in the file it stands, in bytes, without its end. */
  readonly start: number;
  readonly length: number;
  /** Undefined where it is no UTF-8, too long, or has no end. */
  readonly text: string | undefined;
}

/** The files of an unpacked evidence pack. Nothing in it says which file is read: no path leads out of the folder. */
export interface PackFolder {
  /** Every file, with forward slashes. */
  paths(): Iterable<string>;
  read(path: string, longest: number): FileContent;
  /** SHA-256, in hexadecimal; undefined where there is no such file. */
  digest(path: string): string | undefined;
  /** One after the other, so that no file can fill the memory. None where there is no such file. */
  lines(path: string): Iterable<Line>;
  /** A line that `lines` has told of. Its file stays open for the next one, until `close`. */
  lineAt(path: string, line: Pick<Line, "start" | "length">): string;
  close(): void;
}

/** Throws `Unreadable` where the machine, not the pack, is at fault. */
export function openPack(folder: string): PackFolder {
  let held: { readonly path: string; readonly file: number | undefined } | undefined;
  const close = (): void => {
    if (held?.file !== undefined) closeSync(held.file);
    held = undefined;
  };
  return {
    paths: () => walk(folder, ""),
    read: (path, longest) => readFile(join(folder, path), longest),
    digest: (path) => digestOf(folder, path),
    lines: (path) => linesOf(folder, path),
    lineAt(path, { start, length }) {
      if (held?.path !== path) {
        close();
        held = { path, file: tryOpen(folder, path) };
      }
      return held.file === undefined ? "" : (decodeUtf8(readAt(held.file, start, Buffer.allocUnsafe(length))) ?? "");
    },
    close,
  };
}

function* walk(folder: string, below: string): Generator<string> {
  for (const entry of readable(join(folder, below), () => readdirSync(join(folder, below), { withFileTypes: true }))) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(folder, path);
    else yield path;
  }
}

function* linesOf(folder: string, path: string): Generator<Line> {
  const file = tryOpen(folder, path);
  if (file === undefined) return;
  try {
    let [number, start] = [1, 0];
    let held = Buffer.alloc(0);
    const room = Buffer.allocUnsafe(chunkBytes);
    for (let at = 0, isOver = false; !isOver;) {
      const chunk = readAt(file, at, room);
      at += chunk.length;
      isOver = chunk.length === 0;
      held = Buffer.concat([held, chunk]);
      let from = 0;
      for (let end = held.indexOf(0x0a); end >= 0; end = held.indexOf(0x0a, from)) {
        yield { number, start: start + from, length: end - from, text: decodeUtf8(held.subarray(from, end)) };
        [number, from] = [number + 1, end + 1];
      }
      held = held.subarray(from);
      start += from;
      if (held.length > longestLine) isOver = true;
    }
    if (held.length > 0) yield { number, start, length: held.length, text: undefined };
  } finally {
    closeSync(file);
  }
}

/** One for all: a pack has tens of thousands of small files, and memory for each costs more than its digest. */
const digestRoom = Buffer.allocUnsafe(chunkBytes);

function digestOf(folder: string, path: string): string | undefined {
  const file = tryOpen(folder, path);
  if (file === undefined) return undefined;
  try {
    const hash = createHash("sha256");
    for (let at = 0; ;) {
      const chunk = readAt(file, at, digestRoom);
      if (chunk.length === 0) return hash.digest("hex");
      hash.update(chunk);
      at += chunk.length;
    }
  } finally {
    closeSync(file);
  }
}

/** Undefined for what is not there: nothing is as short as was asked for, so only that is told. A pipe is never opened: it would wait for a writer that never comes. */
function tryOpen(folder: string, path: string): number | undefined {
  const whole = join(folder, path);
  return readFile(whole, -1) === "missing" ? undefined : readable(whole, () => openSync(whole, "r"));
}

/** What stands there, as far as the room goes: a view of it. */
const readAt = (file: number, start: number, room: Buffer): Buffer =>
  room.subarray(0, readSync(file, room, 0, room.length, start));

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (fault) {
    throw new Unreadable(path, fault);
  }
}
