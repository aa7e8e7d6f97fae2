import type { ExplainedRefusal } from "#components/sentences/refusal.ts";

/** What a server action answers, as a component sees it that is handed one. */
export type ActionAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ExplainedRefusal; readonly correlationId?: string };
