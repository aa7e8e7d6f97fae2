import { formatSpan } from "./format-span.ts";

/** "in 18 h", "just now", "3 min ago": an instant seen from `nowMs`. */
export function formatRelative(instantMs: number, nowMs: number): string {
  const ahead = instantMs - nowMs;
  if (ahead > 0) return `in ${formatSpan(ahead)}`;
  return ahead > -10_000 ? "just now" : `${formatSpan(-ahead)} ago`;
}
