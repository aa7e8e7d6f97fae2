import { formatDuration } from "#core/domain/policy/format-duration.ts";

/** How long access may outlive its removal at worst, in a few words. */
export const residualWords = (bound: { readonly ms: number } | null): string => {
  if (bound === null) return "not known";
  if (bound.ms === 0) return "nothing outlives the removal";
  return bound.ms < 1000 ? `at most ${bound.ms} ms` : `at most ${formatDuration(bound.ms / 1000)}`;
};
