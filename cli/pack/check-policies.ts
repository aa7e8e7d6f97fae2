import type { EventRows } from "#cli/pack/check-event-rows.ts";
import type { PackFolder } from "#cli/pack/pack-folder.ts";
import type { PackLog } from "#cli/pack/pack-log.ts";
import type { Finding } from "#cli/verify/finding.ts";

/** By which a policy comes into force. */
const kinds = ["policyActivated", "policyRecovered"];

export interface PolicyTexts {
  /** How many are, byte for byte, what the log put in force. */
  readonly covered: number;
  /** The numbers of those of which the log has no digest: they came into force before it had any. */
  readonly uncovered: readonly number[];
}

/**
 * The texts of `policy/` against the log: each must have the digest that the event has that put it in force, and none may be
 * missing that such an event names, or a decision in the rows refers to.
 */
export function checkPolicies(
  pack: PackFolder,
  log: PackLog,
  { policies }: EventRows,
  add: (finding: Finding) => void,
): PolicyTexts {
  const known = new Map<number, string | undefined>([...policies].map((number) => [number, undefined]));
  for (const { number, index, sha256 } of inForce(log)) {
    known.set(number, sha256 ?? known.get(number));
    const found = sha256 === undefined ? undefined : pack.digest(pathOf(number));
    if (found !== undefined && found !== sha256)
      add({ path: pathOf(number), message: `is another text than the one that entry ${index} put in force` });
  }
  for (const path of pack.paths()) {
    if (!path.startsWith("policy/")) continue;
    const [, number] = /^policy\/([1-9]\d{0,8})\.yaml$/.exec(path) ?? [];
    if (number === undefined) add({ path, message: "is not the text of a policy" });
    else if (!known.has(Number(number))) known.set(Number(number), undefined);
  }
  for (const number of known.keys())
    if (pack.digest(pathOf(number)) === undefined)
      add({ path: pathOf(number), message: "is missing: the log says that it came into force, or that it decided" });
  const uncovered = [...known].flatMap(([number, sha256]) => (sha256 === undefined ? [number] : []));
  return { covered: known.size - uncovered.length, uncovered: uncovered.toSorted((one, other) => one - other) };
}

const pathOf = (number: number): string => `policy/${number}.yaml`;

interface InForce {
  readonly index: number;
  readonly number: number;
  readonly sha256: string | undefined;
}

/** From the entries themselves: a policy of before a pack's days decided on them. Nothing in these is personal. */
function* inForce(log: PackLog): Generator<InForce> {
  const marks = kinds.map((kind) => Buffer.from(`"kind":"${kind}"`));
  for (let index = 0; index < log.checkpoint.size; index += 1) {
    const { buffer, byteOffset, length } = log.entry(index);
    const entry = Buffer.from(buffer, byteOffset, length);
    if (!marks.some((mark) => entry.includes(mark))) continue;
    const { kind, data } = JSON.parse(entry.toString()) as { kind: string; data?: Readonly<Record<string, unknown>> };
    const { number, documentSha256 } = data ?? {};
    // The words may stand deeper in the data of another event.
    if (!kinds.includes(kind) || typeof number !== "number") continue;
    yield { index, number, sha256: typeof documentSha256 === "string" ? documentSha256 : undefined };
  }
}
