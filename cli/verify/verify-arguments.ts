import { join } from "node:path";
import { parseArgs } from "node:util";
import { UsageFault } from "#cli/usage.ts";
import { parseVerifierKey, type KeyUse, type VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

export interface VerifyArguments {
  /** The log's export. Without one only receipts are checked. */
  readonly folder: string | undefined;
  /** The evidence pack whose log that is, to be checked as a whole. */
  readonly pack: string | undefined;
  readonly key: VerifierKey;
  /** Keys that the log had before. What was kept may be signed by one of them; the export may not. */
  readonly oldKeys: readonly VerifierKey[];
  readonly checkpoints: readonly string[];
  readonly receipts: readonly string[];
  readonly witnesses: readonly VerifierKey[];
}

/** Throws a UsageFault for anything that is not understood: an option ignored here would be a check not made. */
export function verifyArguments(words: readonly string[]): VerifyArguments {
  const { values, positionals } = parse(words);
  const [given, ...more] = positionals;
  const { key = [], "old-key": oldKey = [], checkpoint = [], receipt = [], witness = [] } = values;
  const { pack: [pack, ...morePacks] = [] } = values;
  const [vkey, ...otherKeys] = key;
  if (more.length + morePacks.length > 0 || (pack !== undefined && given !== undefined)) {
    throw new UsageFault("Give one export folder, or one --pack.");
  }
  const folder = pack === undefined ? given : join(pack, "log");
  if (vkey === undefined || otherKeys.length > 0) throw new UsageFault("Give the log's public key, once, with --key.");
  if (folder === undefined && receipt.length === 0) throw new UsageFault("Give an export folder or a --receipt.");
  if (folder === undefined && checkpoint.length + witness.length > 0) {
    throw new UsageFault("A --checkpoint or a --witness is checked against an export: give its folder.");
  }
  const current = readKey(vkey, "note");
  return {
    ...{ folder, pack },
    key: current,
    oldKeys: oldKey.map((text) => readOldKey(text, current)),
    checkpoints: checkpoint,
    receipts: receipt,
    witnesses: witness.map((text) => readKey(text, "cosignature")),
  };
}

function parse(words: readonly string[]) {
  const texts = { type: "string", multiple: true } as const;
  try {
    return parseArgs({
      args: [...words],
      options: { key: texts, pack: texts, "old-key": texts, checkpoint: texts, receipt: texts, witness: texts },
      allowPositionals: true,
    });
  } catch (fault) {
    throw new UsageFault(fault instanceof Error ? fault.message : String(fault), { cause: fault });
  }
}

/** A log is told by its name: a key of another one was never its key. */
function readOldKey(text: string, { name }: VerifierKey): VerifierKey {
  const key = readKey(text, "note");
  if (key.name !== name) throw new UsageFault(`${text} is a key of another log than ${name}.`);
  return key;
}

function readKey(text: string, use: KeyUse): VerifierKey {
  const key = parseVerifierKey(text.trim());
  if (!key.ok) {
    const why = {
      malformed: "it does not have the form name+id+base64",
      "unknown-type": "it is not an Ed25519 key",
      "wrong-id": "its id is not that of its name and key, so it was mistyped or changed",
    }[key.error];
    throw new UsageFault(`The key ${text} cannot be used: ${why}.`);
  }
  if (key.value.use !== use) {
    throw new UsageFault(
      use === "note" ? `${text} is a witness's key, not a log's.` : `${text} is a log's key, not a witness's.`,
    );
  }
  return key.value;
}
