import ipaddr from "ipaddr.js";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type pg from "pg";
import type { RateLimit, RateLimited } from "#core/ports/rate-limit.ts";

/** How many attempts in how many seconds. A person who mistypes stays below; who tries a word list does not. */
const allowances: Readonly<Record<RateLimited, { readonly points: number; readonly duration: number }>> = {
  "sign-in-by-account": { points: 10, duration: 15 * 60 },
  "sign-in-by-address": { points: 100, duration: 15 * 60 },
  "verify-identity": { points: 10, duration: 15 * 60 },
  "recovery-code": { points: 10, duration: 15 * 60 },
  "recovery-link": { points: 20, duration: 15 * 60 },
  setup: { points: 20, duration: 15 * 60 },
};

/**
 * Whoever has one IPv6 address has, as a rule, all 2⁶⁴ of its network (RFC 4291, 2.5.1; RFC 6177): they share one count. Whatever
 * else counts is left as it is.
 */
const counted = (key: string): string => {
  if (!ipaddr.IPv6.isValid(key)) return key;
  const { parts } = ipaddr.IPv6.parse(key);
  return `${parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
};

/**
 * Counts in the portal's database, so that all replicas share one count. Windows end by the replica's own clock, as the
 * library has it: an allowance decides how fast one may try, never what is due.
 */
export const createRateLimit = (pool: pg.Pool): RateLimit => {
  const limiters = new Map(
    Object.entries(allowances).map(([what, allowance]) => [
      what,
      new RateLimiterPostgres({
        storeClient: pool,
        storeType: "pool",
        tableName: "RateLimit",
        // The application's role may not make tables; the migration did.
        tableCreated: true,
        keyPrefix: what,
        ...allowance,
      }),
    ]),
  );
  const limiterOf = (what: RateLimited): RateLimiterPostgres => {
    const limiter = limiters.get(what);
    if (!limiter) throw new Error(`no allowance for ${what}`);
    return limiter;
  };
  return {
    take: async (what, key) => {
      try {
        await limiterOf(what).consume(counted(key));
        return 0;
      } catch (refusal) {
        // The library rejects with its result when there were too many, and with an error when it could not count.
        if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
        throw refusal;
      }
    },
    forgive: async (what, key) => {
      await limiterOf(what).delete(counted(key));
    },
  };
};
