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
  /** A line that `lines` has told of. */
  lineAt(path: string, line: Pick<Line, "start" | "length">): string;
}

/** Throws `Unreadable` where the machine, not the pack, is at fault. */
export const openPack = (folder: string): PackFolder => ({
  paths: () => walk(folder, ""),
  read: (path, longest) => readFile(join(folder, path), longest),
  digest: (path) => opened(folder, path, digestOf),
  lines: (path) => linesOf(folder, path),
  lineAt: (path, { start, length }) =>
    opened(folder, path, (file) => decodeUtf8(readAt(file, start, length)) ?? "") ?? "",
});

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
    for (let at = 0, isOver = false; !isOver;) {
      const chunk = readAt(file, at, chunkBytes);
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

function digestOf(file: number): string {
  const hash = createHash("sha256");
  for (let at = 0; ;) {
    const chunk = readAt(file, at, chunkBytes);
    if (chunk.length === 0) return hash.digest("hex");
    hash.update(chunk);
    at += chunk.length;
  }
}

function opened<T>(folder: string, path: string, use: (file: number) => T): T | undefined {
  const file = tryOpen(folder, path);
  if (file === undefined) return undefined;
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

/** Undefined for what is not there: nothing is as short as was asked for, so only that is told. A pipe is never opened: it would wait for a writer that never comes. */
function tryOpen(folder: string, path: string): number | undefined {
  const whole = join(folder, path);
  return readFile(whole, -1) === "missing" ? undefined : readable(whole, () => openSync(whole, "r"));
}

function readAt(file: number, start: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, start));
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (fault) {
    throw new Unreadable(path, fault);
  }
}
