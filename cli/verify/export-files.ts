import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { Unreadable } from "#cli/unreadable.ts";

/** A file of an export by its path there, with forward slashes. */
export type FileContent = Uint8Array | "missing" | "too-long";

/** The files of an export. The verifier asks for one at a time and keeps none. */
export interface ExportFiles {
  /** A file beyond `longest` bytes is not read: no export can fill the memory. */
  read(path: string, longest: number): FileContent;
  /** Every file below `tile/`. */
  tilePaths(): Iterable<string>;
}

/** Throws `Unreadable` unless it is a folder that can be listed. */
export function openFolder(folder: string): ExportFiles {
  list(folder);
  return {
    read: (path, longest) => readFile(join(folder, path), longest),
    // A log without entries has no such folder.
    tilePaths: () => (existsSync(join(folder, "tile")) ? walk(folder, "tile") : []),
  };
}

/** The file's bytes; throws `Unreadable` where the machine, not the export, is at fault. */
export function readFile(path: string, longest: number): FileContent {
  try {
    const found = statSync(path);
    // Opening a pipe would wait for a writer that never comes.
    if (!found.isFile()) throw new Error("it is not a file");
    return found.size > longest ? "too-long" : readFileSync(path);
  } catch (fault) {
    if (isMissing(fault)) return "missing";
    throw new Unreadable(path, fault);
  }
}

function* walk(folder: string, below: string): Generator<string> {
  for (const entry of list(join(folder, below))) {
    const path = `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(folder, path);
    else yield path;
  }
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (fault) {
    throw new Unreadable(folder, fault);
  }
}

const isMissing = (fault: unknown): boolean =>
  fault instanceof Error && "code" in fault && (fault.code === "ENOENT" || fault.code === "ENOTDIR");
