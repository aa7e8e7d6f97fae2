import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { answerCheckpoint } from "#cli/witness/answer-checkpoint.ts";
import { serveWitness } from "#cli/witness/run-witness.ts";
import { openWitnessMemory } from "#cli/witness/witness-log.ts";
import { cosign } from "#core/domain/audit/tree/open-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

export interface StartedWitness {
  readonly url: URL;
  readonly key: VerifierKey;
  readonly close: () => void;
}

/** The witness of this repository on a port of its own, for these logs, with a memory of its own and a clock that stands still. */
export async function startWitness(logs: () => readonly VerifierKey[]): Promise<StartedWitness> {
  const key = sampleKey("witness.example/w", 0x33, "cosignature");
  const folder = mkdtempSync(join(tmpdir(), "lapse-witness-"));
  const memory = openWitnessMemory(folder);
  const server = serveWitness((body) =>
    answerCheckpoint(body, logs(), memory, (text) => cosign(text, key, 1_700_000_000n, key.sign)),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/witness/`);
  const close = (): void => {
    server.close();
    rmSync(folder, { recursive: true });
  };
  return { url, key, close };
}
