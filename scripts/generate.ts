import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const root = path.dirname(import.meta.dirname);
const schemaFile = path.join(root, "prisma/schema.prisma");
const generatedDir = path.join(root, "adapters/prisma/generated");
const stampFile = path.join(generatedDir, ".made-from");

/** Makes the Prisma client when the schema or Prisma's version changed; true when it did. Needs no network. */
export async function generateClient(): Promise<boolean> {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return false;
  await promisify(execFile)(process.execPath, ["node_modules/prisma/build/index.js", "generate", "--no-hints"], {
    cwd: root,
    env: {
      ...process.env,
      // Prisma downloads a schema engine before it generates, and does not use it: any existing file keeps it from that.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  mkdirSync(generatedDir, { recursive: true });
  writeFileSync(stampFile, wanted);
  return true;
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of [schemaFile, path.join(root, "node_modules/prisma/package.json")]) hash.update(readFileSync(file));
  return hash.digest("hex");
}

if (import.meta.main) console.log((await generateClient()) ? "Prisma client generated" : "Prisma client is up to date");
