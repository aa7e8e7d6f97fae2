import type { IdKinds } from "#core/domain/ids.ts";

export interface Ids {
  /** A new id with 128 random bits. */
  newId<K extends keyof IdKinds>(kind: K): IdKinds[K];
  /** A uniform random number in [0, 1), for jitter only. */
  random(): number;
}
