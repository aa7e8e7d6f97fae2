import type { PackFolder } from "#cli/pack/pack-folder.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { decodeUtf8 } from "#core/domain/audit/tree/signed-note.ts";
import { parseManifest } from "#core/domain/evidence/manifest.ts";

const path = "manifest.json";
const longest = 64 * 1024 * 1024;

/** The instants between which rows were asked for; null is without a limit. */
export interface PackPart {
  readonly from: Date | null;
  readonly to: Date | null;
}

/**
 * The pack's own list of its files against what is there, both ways. It is signed by nobody, so it proves nothing: it finds what
 * was torn or left behind, and says which part of the record the pack is of. Paths of the list are compared, never opened.
 */
export function checkManifest(
  pack: PackFolder,
  note: Uint8Array,
  add: (finding: Finding) => void,
): PackPart | undefined {
  const bytes = pack.read(path, longest);
  const listed = typeof bytes === "string" ? undefined : parseManifest(decodeUtf8(bytes) ?? "");
  if (listed === undefined) {
    add({ path, message: bytes === "missing" ? "is missing" : "is not the list of a pack's files" });
    return undefined;
  }
  if (listed.note !== decodeUtf8(note)) add({ path, message: "is of another checkpoint than log/checkpoint" });
  const wanted = new Map(listed.files.map((file) => [file.path, file]));
  for (const found of pack.paths()) {
    if (found === path) continue;
    const file = wanted.get(found);
    wanted.delete(found);
    if (file === undefined) add({ path: found, message: `is not in ${path}` });
    else if (pack.digest(found) !== file.sha256) add({ path: found, message: `has another digest than ${path} says` });
  }
  for (const missing of wanted.keys()) add({ path: missing, message: `is missing, and ${path} has it` });
  const [from, to] = [listed.from, listed.to].map((at) => (at === null ? null : new Date(at)));
  return { from: from ?? null, to: to ?? null };
}
