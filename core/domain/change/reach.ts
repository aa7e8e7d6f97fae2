import type { ProposedChange } from "#core/domain/change/change-input.ts";

/**
 * How far a proposal of each kind reaches. `answers`: policy can answer otherwise. `standing`: it answers as before, and what was
 * voted for or granted under what is changed no longer stands. `nothing`: no decision reads it, and nothing rests on it.
 */
export type Reach = "answers" | "standing" | "nothing";

export const reachOf = {
  policy: "answers",
  owner: "answers",
  group: "answers",
  person: "answers",
  tags: "answers",
  schedule: "answers",
  erasure: "answers",
  mapping: "standing",
  account: "standing",
  retirement: "standing",
  unverified: "standing",
  target: "nothing",
  entitlement: "nothing",
  bundle: "nothing",
  settings: "nothing",
  known: "nothing",
  retention: "nothing",
} as const satisfies Readonly<Record<ProposedChange["kind"], Reach>>;
