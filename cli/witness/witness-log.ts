import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { parseCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import type { Checkpoint } from "#core/domain/audit/tree/checkpoint.ts";

/** What a witness remembers: of each log, the newest checkpoint it signed. One file each, on disk before it answers. */
export interface WitnessMemory {
  last(origin: string): Checkpoint | undefined;
  keep(origin: string, text: string): void;
}

export function openWitnessMemory(folder: string): WitnessMemory {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (origin: string): string => join(folder, createHash("sha256").update(origin).digest("hex"));
  return {
    last(origin) {
      if (!existsSync(fileOf(origin))) return undefined;
      const checkpoint = parseCheckpoint(readFileSync(fileOf(origin), "utf8"));
      // A witness that has forgotten must not sign: it would vouch for what it cannot know.
      if (!checkpoint.ok) throw new Error(`${fileOf(origin)} cannot be read as a checkpoint`);
      return checkpoint.value;
    },
    keep(origin, text) {
      const part = `${fileOf(origin)}.part`;
      const file = openSync(part, "w", 0o600);
      writeSync(file, text);
      fsyncSync(file);
      closeSync(file);
      renameSync(part, fileOf(origin));
      // The new name is on disk only when the folder is.
      const entries = openSync(folder, "r");
      fsyncSync(entries);
      closeSync(entries);
    },
  };
}
