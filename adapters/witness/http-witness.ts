import { decodeBase64, encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { openNote, type Verifier } from "#core/domain/audit/tree/open-note.ts";
import { parseDecimal } from "#core/domain/audit/tree/checkpoint.ts";
import { parseNote } from "#core/domain/audit/tree/signed-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import type { SignedCheckpoint, Testimony, Witness } from "#core/ports/witness.ts";

interface HttpWitnessOptions {
  /** `add-checkpoint` is below it. */
  readonly url: URL;
  /** What its signatures are checked with. */
  readonly key: VerifierKey;
  readonly verify: Verifier;
}

const timeoutMs = 10_000;
/** A hundred signatures are shorter. */
const longestAnswer = 64 * 1024;

/**
 * A witness that speaks C2SP tlog-witness. It is told from which size the proof goes, and answers 409 with the size it knows
 * when that is another; so the first call of a process asks, and the next one proves.
 */
export const createHttpWitness = ({ url, key, verify }: HttpWitnessOptions): Witness => {
  let known = 0;
  const post = (body: string): Promise<Response> =>
    fetch(new URL("add-checkpoint", url.href.endsWith("/") ? url : `${url.href}/`), {
      method: "POST",
      body,
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
  return {
    name: key.name,
    isIndependent: true,
    show: async (checkpoint, _rootAt, proofFrom): Promise<Testimony> => {
      // Once with what is remembered, once with what it says: a third answer of another size is no answer.
      for (let attempt = 0; attempt < 2; attempt++) {
        if (known > checkpoint.size) return { outcome: "behind", seen: known };
        const proof = known === checkpoint.size ? [] : await proofFrom(known);
        const response = await post([`old ${known}`, ...proof.map(encodeBase64), "", checkpoint.note].join("\n"));
        const text = await textOf(response);
        if (response.status === 200) {
          known = checkpoint.size;
          return { outcome: "witnessed", cosignatures: checked(checkpoint, text, key, verify) };
        }
        // From nothing every tree can grow: whoever finds fault with that is no witness, but something on the way to it.
        if (response.status === 422 && known > 0) return { outcome: "forked", seen: known };
        const size = response.status === 409 ? parseDecimal(text.trim()) : undefined;
        if (size === undefined) throw new Error(`the witness ${key.name} answered ${response.status}`);
        // It knows this size and refuses this tree.
        if (size === known && size === checkpoint.size) return { outcome: "forked", seen: size };
        known = size;
      }
      if (known > checkpoint.size) return { outcome: "behind", seen: known };
      throw new Error(`the witness ${key.name} gave two sizes at once`);
    },
  };
};

/** Whoever answers cannot fill the memory. */
const textOf = async ({ body }: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > longestAnswer) throw new Error("the witness answered with more than any witness has to say");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
};

/** A signature that its key does not confirm is worth nothing, whoever sent it. */
const checked = ({ note }: SignedCheckpoint, lines: string, key: VerifierKey, verify: Verifier): readonly string[] => {
  const signed = parseNote(new TextEncoder().encode(`${note}${lines}`));
  if (!signed.ok || !openNote(signed.value, key, verify).ok) {
    throw new Error(`the witness ${key.name} did not sign the checkpoint that it was shown`);
  }
  return lines
    .split("\n")
    .filter((line) => line.startsWith(`\u2014 ${key.name} `) && decodeBase64(line.split(" ")[2] ?? ""));
};
