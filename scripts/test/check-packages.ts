import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { root } from "../start/settings.ts";

/** Versions are bad from `from` (included; the beginning, if absent) to `below` (not included), or where listed. */
const knownBad = z.strictObject({
  package: z.string(),
  from: z.string().optional(),
  below: z.string().optional(),
  exactly: z.array(z.string()).optional(),
  why: z.string(),
});
const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), name: z.string().optional(), resolved: z.string().optional() }),
  ),
});
const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

export type KnownBad = z.infer<typeof knownBad>;

/**
 * What is wrong with the packages that would be installed: a version with a known fault (`npm audit` asks a server that
 * is not reachable everywhere), a version that is not pinned, or a lock file that names somebody's registry.
 */
export async function faultsOfPackages(): Promise<string[]> {
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(path.join(root, file), "utf8"));
  const list = z.array(knownBad).parse(await read("scripts/known-bad-versions.json"));
  const { packages } = lockFile.parse(await read("package-lock.json"));
  const { dependencies, devDependencies } = manifest.parse(await read("package.json"));

  const bad = Object.entries(packages).flatMap(([where, { name, version }]) =>
    faultsOf(list, name ?? where.slice(where.lastIndexOf("node_modules/") + "node_modules/".length), version ?? ""),
  );
  const loose = Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} is not pinned: ${version}`);
  const addressed = Object.entries(packages)
    .filter(([, { resolved }]) => resolved?.startsWith("http"))
    .map(([where]) => `package-lock.json names a registry for ${where}`);
  return [...bad, ...loose, ...addressed];
}

/** The entries of the list that this version falls under, each as a sentence. */
export function faultsOf(list: readonly KnownBad[], name: string, version: string): string[] {
  return list
    .filter((entry) => entry.package === name && isBad(entry, version))
    .map(({ why }) => `${name} ${version}: ${why}`);
}

function isBad({ from = "0.0.0", below, exactly = [] }: KnownBad, version: string): boolean {
  if (exactly.includes(version)) return true;
  return below !== undefined && !isOlder(version, from) && isOlder(version, below);
}

/** By the three numbers alone: a pre-release counts as what it leads to. */
function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(than)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at !== -1 && (left[at] ?? 0) < (right[at] ?? 0);
}

function numbersOf(version: string): number[] {
  const found = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (found === null) throw new Error(`not a version: ${version}`);
  return found.slice(1).map(Number);
}
