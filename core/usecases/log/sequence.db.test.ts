import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { verifyEd25519 } from "#adapters/crypto/log-key.ts";
import { createFileWitness } from "#adapters/witness/file-witness.ts";
import { createHttpWitness } from "#adapters/witness/http-witness.ts";
import { startWitness } from "#cli/testing/start-witness.ts";
import { decodeBundle } from "#core/domain/audit/tree/entry-bundle.ts";
import { merkle } from "#core/domain/audit/tree/merkle-hash.ts";
import { openCheckpoint } from "#core/domain/audit/tree/open-checkpoint.ts";
import { TreeEdge } from "#core/domain/audit/tree/tree-edge.ts";
import { verifyInclusion } from "#core/domain/audit/tree/verify-inclusion.ts";
import { transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { inclusionProof } from "#core/usecases/log/prove.ts";
import { sequence } from "#core/usecases/log/sequence.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lapse-sequence-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = async (core: Core, count: number, comment = "words"): Promise<void> => {
  const step = transition({ events: [{ kind: "voteCast", data: { comment } }] });
  await core.store.commit(
    { personId: null, via: "api", correlationId: "c" },
    Array.from({ length: count }, () => step),
  );
};

const opened = async (core: Core) => {
  const latest = await core.log.latest();
  const [key] = core.logKey.signing;
  const checkpoint = openCheckpoint(new TextEncoder().encode(latest!.note), key!, core.logKey.verify);
  if (!checkpoint.ok) throw new Error(checkpoint.error);
  return checkpoint.value.checkpoint;
};

/** Every leaf by itself, as an auditor would count them: dense, once each, and the root is theirs. */
const checkLeaves = async (core: Core, sql: (text: string) => Promise<Record<string, unknown>[]>): Promise<number> => {
  const leaves = await sql(`SELECT "index", "eventId", "entry" FROM "LogLeaf" ORDER BY "index"`);
  const events = await sql(`SELECT "id" FROM "AuditEvent" ORDER BY "id"`);
  expect(leaves.map(({ index }) => Number(index))).toEqual(leaves.map((_, at) => at));
  const logged = leaves.map(({ eventId }) => String(eventId)).sort();
  expect(logged).toEqual(events.map(({ id }) => String(id)).sort());
  const edge = new TreeEdge();
  for (const { entry } of leaves) edge.append(merkle.leaf(entry as Buffer));
  const { size, root } = await opened(core);
  expect([size, Buffer.from(root).toString("hex")]).toEqual([leaves.length, Buffer.from(edge.root()).toString("hex")]);
  return leaves.length;
};

const { core, other, sql, database } = await openTestCore();

test("committed events become leaves in one signed tree, and every one is proved from its tiles", async () => {
  await write(core, 600);
  const { held, sequenced } = await sequence(core, null);
  expect(sequenced).toBe(600);
  expect((await sequence(core, held)).sequenced).toBe(0);
  await write(core, 3);
  await sequence(core, held);
  expect(await checkLeaves(core, sql)).toBe(603);
  const { size, root } = await opened(core);
  for (const index of [0, 255, 256, 511, 512, 602]) {
    const bundle = await core.log.tile({
      level: "entries",
      index: index >> 8,
      width: Math.min(256, size - (index & ~255)),
    });
    const entries = decodeBundle(bundle!);
    const entry = entries.ok ? entries.value[index & 255] : undefined;
    const proof = await inclusionProof(core, index, size);
    expect(verifyInclusion({ leafHash: merkle.leaf(entry!), index, size, proof, root })).toBe(true);
    expect(new TextDecoder().decode(entry)).not.toContain("words");
  }
});

test("one sequencer at a time: another waits for the lease, and what a former holder still sends is refused", async () => {
  const mine = (await sequence(core, null)).held ?? (await taken(core));
  await write(core, 2);
  expect(await sequence(other, null)).toEqual({ held: null, sequenced: 0 });
  await sql(`UPDATE "LogState" SET "leaseUntil" = clock_timestamp() - interval '1 second'`);
  expect((await sequence(other, null)).sequenced).toBe(2);
  await write(core, 1);
  const events = await core.log.unsequenced(10);
  const leaf = { position: events[0]!.event.position, entry: new Uint8Array([1]) };
  expect(await core.log.append({ fence: mine.fence, leaseMs: 5_000, agreed: true }, mine.edge.size, [leaf], [])).toBe(
    false,
  );
  expect((await sequence(core, mine)).held).toBeNull();
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
  await sequence(core, null);
  await checkLeaves(core, sql);
});

const taken = async (by: Core) => {
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
  const { held } = await sequence(by, null);
  return held!;
};

test("a transaction that drew its position early and commits late is not passed over", async () => {
  const slow = new pg.Client({ connectionString: database.appUrl });
  await slow.connect();
  let { held } = await sequence(core, null).then(({ held }) => ({ held }));
  held ??= await taken(core);
  await slow.query("BEGIN");
  await slow.query(
    `INSERT INTO "AuditEvent" ("kind", "via", "correlationId", "data") VALUES ('signedIn', 'api', 'slow', '{}')`,
  );
  for (let round = 0; round < 5; round++) {
    await write(core, 7);
    expect((await sequence(core, held)).sequenced).toBe(7);
  }
  await slow.query("COMMIT");
  expect((await sequence(core, held)).sequenced).toBe(1);
  await slow.query("BEGIN");
  await slow.query(
    `INSERT INTO "AuditEvent" ("kind", "via", "correlationId", "data") VALUES ('signedIn', 'api', 'gone', '{}')`,
  );
  await slow.query("ROLLBACK");
  await slow.end();
  for (let round = 0; round < 3; round++) await sequence(core, held);
  const [state] = await sql(`SELECT "low", (SELECT max("id") FROM "AuditEvent") AS newest FROM "LogState"`);
  expect(state?.["low"]).toBe(state?.["newest"]);
  await checkLeaves(core, sql);
});

test("killed before or after any call of a round, the next one goes on without a gap or a leaf twice, and no witness minds", async () => {
  const { url, key, close } = await startWitness(() => core.logKey.signing);
  const witnessed = (one: Core): Core => ({
    ...one,
    witnesses: [createHttpWitness({ url, key, verify: verifyEd25519 })],
  });
  const reached = new Set<string>();
  try {
    for (let last = 1, isOver = false; !isOver; last++) {
      for (const when of ["before", "after"] as const) {
        await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
        const { dying, calls } = dyingAt(witnessed(core), last, when);
        isOver = await twoRounds(dying);
        if (!isOver) reached.add(calls.at(-1)!);
        // What was published before stays proved, whatever was only cosigned since.
        expect(await core.log.covering(0)).not.toBeNull();
        await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
        await sequence(witnessed(other), null);
        expect((await core.log.standing()).trouble).toBeNull();
        await checkLeaves(core, sql);
      }
    }
  } finally {
    close();
  }
  const ofTheLog = ["size", "claim", "renew", "tile", "latest", "unsequenced", "append", "standing"];
  const ofPublishing = ["cosign", "publish", "setAgreed"];
  expect([...reached].sort()).toEqual([...ofTheLog, ...ofPublishing, "show"].sort());
});

test("killed in the middle of a backlog that is read ahead, the next one goes on without a gap or a leaf twice", async () => {
  await sql(
    `INSERT INTO "AuditEvent" ("kind", "via", "correlationId", "data") SELECT 'signedIn', 'api', 'backlog', '{}' FROM generate_series(1, 3500)`,
  );
  let appended = 0;
  const append: Core["log"]["append"] = (...values) => {
    appended += 1;
    return appended === 3 ? Promise.reject(new Killed()) : core.log.append(...values);
  };
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
  await expect(sequence({ ...core, log: { ...core.log, append } }, null)).rejects.toThrow(Killed);
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
  expect(await sequence(other, null)).toMatchObject({ sequenced: 3500 - 2 * 1024 });
  await checkLeaves(core, sql);
});

class Killed extends Error {}

/** The same core, and the call to its log or its witness with this number, from 1, is the last: before it, or once it was answered. */
const dyingAt = (living: Core, last: number, when: "before" | "after") => {
  const calls: string[] = [];
  const counted = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== "function") return method;
        return async (...values: unknown[]): Promise<unknown> => {
          // Whatever it would do after its death, it does not.
          if (calls.length === last) throw new Killed();
          calls.push(String(name));
          const dies = calls.length === last;
          if (dies && when === "before") throw new Killed();
          const answer: unknown = await Reflect.apply(method, target, values);
          if (dies) throw new Killed();
          return answer;
        };
      },
    });
  const dying: Core = { ...living, log: counted(living.log), witnesses: living.witnesses.map(counted) };
  return { dying, calls };
};

/** A first round, and one more under the lease that it took; whether nothing killed them. */
const twoRounds = async (by: Core): Promise<boolean> => {
  try {
    await write(core, 8);
    const { held } = await sequence(by, null);
    await write(core, 8);
    await sequence(by, held);
    return true;
  } catch (fault) {
    if (!(fault instanceof Killed)) throw fault;
    return false;
  }
};

const insert = `INSERT INTO "AuditEvent" ("kind", "via", "correlationId", "data") VALUES ('signedIn', 'api', 'many', '{}')`;

/** Transactions of 64 writers, one after the other, of which some abort, while two processes sequence in turns. */
const whileSequenced = async (mayEnd: (turns: number) => boolean, inside: (pool: pg.Pool) => Promise<void>) => {
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 65 });
  const writing = new AbortController();
  const sequencing = (async () => {
    for (let turn = 0; !writing.signal.aborted; turn++) {
      await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
      const by = turn % 2 ? core : other;
      for (let round = 0, held = null; round < 3; round++) ({ held } = await sequence(by, held));
    }
  })();
  const writers = Array.from({ length: 64 }, async (_, writer) => {
    const client = await pool.connect();
    for (let n = 0; !mayEnd(n); n++) {
      await client.query("BEGIN");
      await client.query(insert);
      // Open while others go on: by their answers, not by the clock.
      for (let wait = 0; wait < (writer + n) % 9; wait++) await client.query("SELECT 1");
      await client.query((writer * 7 + n) % 4 === 0 ? "ROLLBACK" : "COMMIT");
    }
    client.release();
  });
  await Promise.all([inside(pool), ...writers]);
  writing.abort();
  await sequencing;
  await pool.end();
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
  await sequence(core, null);
  return checkLeaves(core, sql);
};

test("64 writers, some of which abort or stay open: the leaves are the committed events", async () => {
  await whileSequenced(
    (turns) => turns >= 12,
    () => Promise.resolve(),
  );
});

test.runIf(isFull)(
  "a transaction that stays open for 30 s while 64 writers go on is not passed over, and holds up none of them",
  { timeout: 180_000 },
  async () => {
    let isOver = false;
    const before = await checkLeaves(core, sql);
    const leaves = await whileSequenced(
      (turns) => isOver && turns >= 12,
      async (pool) => {
        const client = await pool.connect();
        await client.query("BEGIN");
        const { rows } = await client.query<{ id: string }>(`${insert} RETURNING "id"`);
        await client.query("SELECT pg_sleep(30)");
        const [newest] = await sql(`SELECT max("eventId") AS id FROM "LogLeaf"`);
        expect(BigInt(String(newest?.["id"]))).toBeGreaterThan(BigInt(rows[0]!.id));
        await client.query("COMMIT");
        client.release();
        isOver = true;
      },
    );
    expect(leaves).toBeGreaterThan(before + 64);
  },
);

test("a tree that does not extend what the witness saw is not signed; the one that does is", async () => {
  const file = path.join(folder, "witness.jsonl");
  const seen: Core = { ...core, witnesses: [createFileWitness(file)] };
  await write(core, 10);
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL`);
  let { held } = await sequence(seen, null);
  await write(core, 10);
  await sequence(seen, held);
  const { size } = await opened(core);
  const last = JSON.parse(readFileSync(file, "utf8").trim().split("\n").at(-1)!) as { size: number };
  expect(last.size).toBe(size);

  // The same database, as a backup of it would be: its last leaves are gone, and the tiles that they had filled.
  for (const table of ["LogLeaf", "LogTile", "LogCheckpoint"]) await sql(`ALTER TABLE "${table}" DISABLE TRIGGER ALL`);
  await sql(`DELETE FROM "LogCheckpoint" WHERE "size" > ${size - 10}`);
  const lost = await sql(`DELETE FROM "LogLeaf" WHERE "index" >= ${size - 12} RETURNING *`);
  await sql(`DELETE FROM "LogTile" WHERE ("index" + 1) * power(256, "level" + 1) > ${size - 12}`);
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL, "low" = 1000000000, "horizon" = 1000000000`);
  ({ held } = await sequence(seen, null));
  expect((await core.log.standing()).trouble).toBe("behind");
  expect((await core.log.latest())?.size).toBe(size - 10);
  // It goes on by itself, and grows beyond what was seen: another tree, which is not signed either.
  await sql(`UPDATE "LogState" SET "leaseUntil" = NULL, "low" = (SELECT max("id") FROM "AuditEvent")`);
  await write(core, 30);
  ({ held } = await sequence(seen, null));
  expect((await core.log.standing()).trouble).toBe("forked");
  expect((await core.log.latest())?.size).toBe(size - 10);
  expect(lost).toHaveLength(12);
});
