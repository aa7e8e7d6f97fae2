import { readPolicyDocument, type PolicyText } from "#adapters/policy-document/read-policy-document.ts";
import { compilePolicy, type CompiledPolicy } from "#core/domain/policy/compile-policy.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

export interface CompiledPolicyText extends PolicyText {
  readonly compiled: CompiledPolicy;
}

/** From text to a policy that can decide; every problem carries its line and column. */
export function compilePolicyText(text: string): Result<CompiledPolicyText, readonly PolicyProblem[]> {
  const read = readPolicyDocument(text);
  if (!read.ok) return read;
  const compiled = compilePolicy(read.value.document);
  return compiled.ok ? ok({ ...read.value, compiled: compiled.value }) : refuse(compiled.error.map(read.value.place));
}
