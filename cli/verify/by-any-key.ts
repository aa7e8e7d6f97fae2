import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import type { Result } from "#core/domain/result.ts";

export type Keys = readonly [current: VerifierKey, ...old: VerifierKey[]];

/**
 * What a note says, under the first of a log's keys that signed it. Where a key's own signature does not fit, that is the
 * answer: no other key can make up for it.
 */
export function byAnyKey<T, Fault extends string>(
  [current, ...old]: Keys,
  open: (key: VerifierKey) => Result<T, Fault>,
): Result<T, Fault> {
  let answer = open(current);
  for (const key of old) {
    if (answer.ok || answer.error !== "unsigned") return answer;
    answer = open(key);
  }
  return answer;
}
