export type RateLimited =
  "sign-in-by-account" | "sign-in-by-address" | "verify-identity" | "recovery-code" | "recovery-link" | "setup";

export interface RateLimit {
  /** Counts one attempt. Answers how long to wait, in milliseconds, or 0 when it is allowed; throws when it cannot count. */
  take(what: RateLimited, key: string): Promise<number>;
  /** Forgets earlier attempts, after one that succeeded. */
  forgive(what: RateLimited, key: string): Promise<void>;
}
