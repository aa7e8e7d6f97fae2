import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import { decideTogether } from "#core/domain/policy/decide-together.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import { replayDirectory } from "#core/domain/policy/directory-record.ts";
import { replayFacts } from "#core/domain/policy/facts-record.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";

/** The answer that a policy gives today to the inputs of then. */
export interface Replay {
  readonly decision: CombinedDecision;
  /** Where it differs from what was recorded, as JSON pointers; empty when it is the same answer to the last letter. */
  readonly differences: readonly string[];
  /** Questions that this policy asks of the directory and the recorded decision did not: their answers are not known. */
  readonly unknown: readonly string[];
}

/** Decides again from what was recorded and nothing else (promise 14). */
export const replayDecision = (
  policy: CompiledPolicy,
  recorded: { readonly facts: RecordedFacts; readonly decision: CombinedDecision },
): Replay => {
  const unknown = new Set<string>();
  const directory = replayDirectory(recorded.facts.directory, (question) => unknown.add(question));
  const { policyVersion } = recorded.decision;
  const decision = decideTogether(policy, recorded.facts.items.map(replayFacts), { directory, policyVersion });
  return { decision, differences: differences(asJson(recorded.decision), asJson(decision)), unknown: [...unknown] };
};

/** As it is stored: what JSON leaves out is left out on both sides. */
const asJson = (decision: CombinedDecision): Json => JSON.parse(JSON.stringify(decision)) as Json;

const differences = (one: Json, other: Json, at = ""): readonly string[] => {
  if (canonicalJson(one) === canonicalJson(other)) return [];
  if (!isObject(one) || !isObject(other)) return [at === "" ? "/" : at];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => {
    const [left, right] = [one[key], other[key]];
    if (left === undefined || right === undefined) return left === right ? [] : [`${at}/${key}`];
    return differences(left, right, `${at}/${key}`);
  });
};

const isObject = (value: Json): value is Readonly<Record<string, Json>> => typeof value === "object" && value !== null;
