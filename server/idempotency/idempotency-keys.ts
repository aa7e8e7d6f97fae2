import { createHmac } from "node:crypto";
import type { Pool } from "pg";
import type { PersonId } from "#core/domain/ids.ts";

/** What was answered the first time. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: string;
}

type Claim =
  /** This call is the first: run it, then `keep` or `release`. */
  | { readonly state: "new" }
  | { readonly state: "answered"; readonly answer: StoredAnswer }
  | { readonly state: "in_use" | "reused" };

export interface IdempotencyKeys {
  /**
   * Two calls are the same call if method, path and body are, byte for byte. A body may carry a target's secret: without the key,
   * which is not in the database, nobody can try there what it was.
   */
  fingerprintOf(method: string, path: string, body: string): string;
  claim(person: PersonId, key: string, fingerprint: string): Promise<Claim>;
  keep(person: PersonId, key: string, answer: StoredAnswer): Promise<void>;
  release(person: PersonId, key: string): Promise<void>;
}

const keptFor = "24 hours";

/**
 * Keys of one person never meet those of another. The claim is one insert, so of two equal calls at once exactly one runs.
 * A claim whose process died before it answered stays "in use" until it expires: whether that call had its effect is not
 * known, and running it again could double it.
 */
export const createIdempotencyKeys = (pool: Pool, secret: Uint8Array): IdempotencyKeys => ({
  fingerprintOf: (method, path, body) =>
    createHmac("sha256", secret)
      .update(JSON.stringify(["lapse-idempotency-1", method, path, body]))
      .digest("hex"),
  async claim(person, key, fingerprint) {
    await pool.query(
      `delete from "IdempotencyKey" where "personId" = $1 and "createdAt" < clock_timestamp() - $2::interval`,
      [person, keptFor],
    );
    const inserted = await pool.query(
      `insert into "IdempotencyKey" ("personId", "key", "fingerprint", "createdAt")
       values ($1, $2, $3, clock_timestamp()) on conflict do nothing`,
      [person, key, fingerprint],
    );
    if (inserted.rowCount === 1) return { state: "new" };
    const { rows } = await pool.query<{ fingerprint: string; status: number | null; body: string | null }>(
      `select "fingerprint", "status", "body" from "IdempotencyKey" where "personId" = $1 and "key" = $2`,
      [person, key],
    );
    const [row] = rows;
    // Released in between: the other call had no effect, and this one may try again.
    if (!row) return { state: "in_use" };
    if (row.fingerprint !== fingerprint) return { state: "reused" };
    return row.status === null || row.body === null
      ? { state: "in_use" }
      : { state: "answered", answer: { status: row.status, body: row.body } };
  },
  async keep(person, key, { status, body }) {
    await pool.query(`update "IdempotencyKey" set "status" = $3, "body" = $4 where "personId" = $1 and "key" = $2`, [
      person,
      key,
      status,
      body,
    ]);
  },
  async release(person, key) {
    await pool.query(`delete from "IdempotencyKey" where "personId" = $1 and "key" = $2 and "status" is null`, [
      person,
      key,
    ]);
  },
});
