import type { Erasure } from "#core/domain/erasure/erasure.ts";
import type { RetentionClass } from "#core/domain/retention/retention.ts";

export const groundWords = {
  "own-wish": "They asked for it",
  left: "They left",
  law: "The law demands it",
} as const satisfies Record<Erasure["because"], string>;

export const erasureWords = {
  ending: "being erased: what they held is ending",
  erasing: "being erased",
  done: "erased",
} as const satisfies Record<Erasure["status"], string>;

export const retentionWords = {
  access: {
    title: "Requests and access",
    what: "Reasons, tickets, comments and errors behind requests that are decided and grants that are over.",
  },
  "sign-in": { title: "Sign-ins", what: "Addresses and browsers of sessions that have ended." },
  reading: { title: "Reading of the record", what: "What auditors looked at and exported." },
} as const satisfies Record<RetentionClass, { readonly title: string; readonly what: string }>;
