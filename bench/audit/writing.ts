import { createHash } from "node:crypto";
import pg from "pg";
import { connectDatabase, type Database, preparedMark } from "#adapters/prisma/client.ts";
import { sampleGrant } from "#adapters/prisma/sample-rows.ts";
import { createStore } from "#adapters/prisma/store/store.ts";
import type { Actor, AuditEntry } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { insert, transition, update } from "#core/domain/transition.ts";
import type { Store } from "#core/ports/store.ts";
import { shareStatements } from "#core/usecases/reconcile/share-statements.ts";
import { plainUpdate } from "../plain-update.ts";
import type { BenchDatabase } from "./bench-database.ts";

const writers = 32;
const by: Actor = { personId: null, via: "ticker", correlationId: "bench" };

type Write = (grant: Grant, writer: number) => Promise<void>;

export interface WritingRates {
  /** The row by hand, guarded by its version, without any event: the least that anybody could write. */
  readonly plainPerSecond: number;
  /** The guarded update of a commit, each by itself, without its event. */
  readonly unrecordedPerSecond: number;
  /** The same with its event, commitments, personal values and notice. */
  readonly alonePerSecond: number;
  /** That by writers of one actor who share statements: so the reconciler writes, and nobody else writes this much at once. */
  readonly auditedPerSecond: number;
  /** The event chained to the one before inside the transaction, as it would be without a sequencer; by the same client. */
  readonly chainedPerSecond: number;
  /** That again by the bare driver, which no part of the portal uses. */
  readonly chainedBarePerSecond: number;
}

/** Six ways of writing the same change, by 32 writers in turns, so that a busy machine hits all alike. */
export async function measureWriting(database: BenchDatabase, rounds: number, roundMs: number): Promise<WritingRates> {
  const { prisma, close } = connectDatabase(database.appUrl, { connections: 16 });
  const store = createStore(prisma);
  const grants = Array.from({ length: writers }, () => sampleGrant({ status: "active" }));
  await store.commit(
    by,
    grants.map((grant) => transition({ writes: [insert("Grant", grant)] })),
  );
  const chained = await openChained(database, prisma);

  const plain: Write = plainUpdate(prisma);
  const written = async (through: Store, grant: Grant, events: readonly AuditEntry[]): Promise<void> => {
    const writes = [update("Grant", grant, { status: "active" })];
    const [outcome] = await through.commit(by, [transition({ writes, events })]);
    if (!outcome?.done) throw new Error("a commit was refused");
  };
  const unrecorded: Write = (grant) => written(store, grant, []);
  const withEvent =
    (through: Store): Write =>
    (grant) => {
      const { id: grantId, requestId, entitlementId, targetId, holderId: personId } = grant;
      const abouts = { grantId, requestId, entitlementId, targetId, personId };
      return written(through, grant, [{ kind: "grantActivated", ...abouts, data: { to: "active" } }]);
    };
  const alone = withEvent(store);
  const audited = withEvent(shareStatements({ ...database.core, store }).store);

  const ways = { plain, unrecorded, alone, audited, chained: chained.byClient, chainedBare: chained.byDriver };
  const names = Object.keys(ways) as (keyof typeof ways)[];
  const rates = new Map(names.map((name) => [name, [] as number[]]));
  for (const write of Object.values(ways)) await run(grants, write, roundMs / 4);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) rates.get(name)?.push(await run(grants, ways[name], roundMs));
  }
  await chained.close();
  await close();
  const rate = (name: keyof typeof ways): number => Math.round(median(rates.get(name) ?? []));
  return {
    plainPerSecond: rate("plain"),
    unrecordedPerSecond: rate("unrecorded"),
    alonePerSecond: rate("alone"),
    auditedPerSecond: rate("audited"),
    chainedPerSecond: rate("chained"),
    chainedBarePerSecond: rate("chainedBare"),
  };
}

async function run(grants: Grant[], write: Write, roundMs: number): Promise<number> {
  const until = performance.now() + roundMs;
  let done = 0;
  const writer = async (index: number): Promise<void> => {
    while (performance.now() < until) {
      const grant = grants[index];
      if (!grant) throw new Error("no grant for this writer");
      await write(grant, index);
      grants[index] = { ...grant, version: grant.version + 1 };
      done += 1;
    }
  };
  const started = performance.now();
  await Promise.all(grants.map((_, index) => writer(index)));
  return done / ((performance.now() - started) / 1000);
}

interface Chained {
  /** By the same client and pool as the other two ways. */
  readonly byClient: Write;
  /** By the bare driver: as fast as a chain can be written here. */
  readonly byDriver: Write;
  close(): Promise<void>;
}

type Query = (text: string, values: readonly unknown[]) => Promise<readonly { head?: string }[]>;

/** The hash of the event before is read under a lock that is held until the commit: that is what a chain costs. */
async function openChained({ adminUrl, appUrl }: BenchDatabase, prisma: Database): Promise<Chained> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`CREATE TABLE "BenchChain" (id int PRIMARY KEY, head text NOT NULL)`);
  await admin.query(`INSERT INTO "BenchChain" VALUES (1, '')`);
  await admin.query(`GRANT SELECT, UPDATE ON "BenchChain" TO lapse_app`);
  const pool = new pg.Pool({ connectionString: appUrl, max: 16 });
  // Its last connections may still be closing when the server stops.
  pool.on("error", () => undefined);
  const byDriver: Write = async (grant) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      const query: Query = async (text, values) =>
        (await client.query<{ head: string }>({ name: text.slice(0, 60), text, values: [...values] })).rows;
      await writeChained(query, grant);
      await client.query("COMMIT");
    } catch (error) {
      await client.query("ROLLBACK");
      throw error;
    } finally {
      client.release();
    }
  };
  const byClient: Write = (grant) =>
    prisma.$transaction(
      (within) => writeChained((text, values) => within.$queryRawUnsafe(`${preparedMark} ${text}`, ...values), grant),
      { maxWait: 60_000, timeout: 60_000 },
    );
  return {
    byClient,
    byDriver,
    close: async () => {
      await pool.end();
      await admin.end();
    },
  };
}

async function writeChained(query: Query, grant: Grant): Promise<void> {
  const changed = await query(
    `UPDATE "Grant" SET "status" = $2, "version" = "version" + 1 WHERE "id" = $1 AND "version" = $3::int RETURNING "id"`,
    [grant.id, grant.status, grant.version],
  );
  if (changed.length !== 1) throw new Error("a chained update was lost");
  const [last] = await query(`SELECT head FROM "BenchChain" WHERE id = 1 FOR UPDATE`, []);
  const data = { to: "active" };
  const head = createHash("sha256")
    .update(`${last?.head}${grant.id}${JSON.stringify(data)}`)
    .digest("hex");
  await query(
    `INSERT INTO "AuditEvent" ("at", "kind", "via", "grantId", "correlationId", "data")
      VALUES (clock_timestamp(), 'grantActivated', 'ticker', $1, 'bench', $2::jsonb)`,
    [grant.id, JSON.stringify({ ...data, head })],
  );
  await query(`UPDATE "BenchChain" SET head = $1 WHERE id = 1`, [head]);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
