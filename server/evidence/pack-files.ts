import { createHash } from "node:crypto";
import { evidenceIndex } from "#core/domain/evidence/evidence-index.ts";
import { controls } from "#core/domain/evidence/controls.ts";
import { howToVerify } from "#core/domain/evidence/how-to-verify.ts";
import type { Manifest } from "#core/domain/evidence/manifest.ts";
import type { EvidencePack } from "#core/usecases/evidence/export-evidence.ts";
import type { EvidenceFile } from "#core/usecases/evidence/evidence-file.ts";
import type { ZipFile } from "./zip-stream.ts";

/** What the manifest says of a file. */
type PackedFile = Manifest["files"][number];

const encoder = new TextEncoder();

/** The pack's files, then what explains them, and last the manifest, which names the digest of every other file. */
export async function* packFiles({ checkpoint, part, files }: EvidencePack): AsyncGenerator<ZipFile> {
  const packed: PackedFile[] = [];
  for await (const file of files) yield measured(file, packed);
  const about = {
    ...{ size: checkpoint.size, cosigned: checkpoint.cosigned, note: checkpoint.note },
    ...{ from: part.from?.toISOString() ?? null, to: part.to?.toISOString() ?? null },
  };
  yield measured(text("HOW-TO-VERIFY.md", howToVerify(about)), packed);
  yield measured(text("controls.json", `${JSON.stringify(controls, null, 2)}\n`), packed);
  yield measured(text("index.html", evidenceIndex(about, packed)), packed);
  const manifest: Manifest = { format: "lapse-evidence-1", ...about, files: packed };
  yield measured(text("manifest.json", `${JSON.stringify(manifest, null, 2)}\n`), []);
}

/** Counts and hashes while it is packed. */
const measured = ({ path, content }: EvidenceFile, packed: PackedFile[]): ZipFile => ({
  path,
  packed: !/^(log\/tile|receipts)\//.test(path),
  content: (async function* () {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const piece of content) {
      const chunk = typeof piece === "string" ? encoder.encode(piece) : piece;
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    packed.push({ path, bytes, sha256: hash.digest("hex") });
  })(),
});

const text = (path: string, content: string): EvidenceFile => ({
  path,
  // eslint-disable-next-line @typescript-eslint/require-await -- one piece, in the form of all the others
  content: (async function* () {
    yield content;
  })(),
});
