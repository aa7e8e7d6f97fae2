import { createHash } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import type { PersonId } from "#core/domain/ids.ts";
import { openTestDatabase } from "../../scripts/test-database.ts";
import { answerOnce } from "#server/idempotency/answer-once.ts";
import { createIdempotencyKeys } from "#server/idempotency/idempotency-keys.ts";

const database = await openTestDatabase();
// A pool has ended before its connections are gone, so dropping the database may end some first: that is nobody's fault.
const pools = [0, 1].map(() => new pg.Pool({ connectionString: database.appUrl, max: 8 }).on("error", () => undefined));
afterAll(() => Promise.all(pools.map((pool) => pool.end())));
const secret = Buffer.alloc(32, 7);
const processes = pools.map((pool) => createIdempotencyKeys(pool, secret));
const [keys, elsewhere] = processes as [(typeof processes)[0], (typeof processes)[0]];

const ines = "per_ines" as PersonId;
const tomas = "per_tomas" as PersonId;
const print = (body: string) => keys.fingerprintOf("POST", "/api/v1/requests", body);
const answer = { status: 201, body: '{"id":"req_1"}' };

test("of many equal calls at once, in two processes, exactly one runs", async () => {
  for (let round = 0; round < 20; round++) {
    let runs = 0;
    const call = { person: ines, key: `race-${round}`, fingerprint: print("{}") };
    const run = async () => {
      runs += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return answer;
    };
    const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => answerOnce(processes[n % 2]!, call, run)));
    expect(runs).toBe(1);
    for (const each of answers) {
      expect(["refused" in each ? each.refused : each.status]).toEqual([
        "refused" in each ? "idempotency_key_in_use" : 201,
      ]);
    }
    expect(await answerOnce(elsewhere, call, run)).toEqual({ ...answer, replayed: true });
  }
});

test("the same key with another body is refused, and the first answer stays", async () => {
  const call = { person: ines, key: "reused", fingerprint: print("{}") };
  await answerOnce(keys, call, () => Promise.resolve(answer));
  expect(await keys.claim(ines, "reused", print('{"a":1}'))).toEqual({ state: "reused" });
  expect(await keys.claim(ines, "reused", keys.fingerprintOf("POST", "/api/v1/other", "{}"))).toEqual({
    state: "reused",
  });
  expect(await keys.claim(ines, "reused", print("{}"))).toEqual({ state: "answered", answer });
});

test("another person's equal key is another key", async () => {
  await answerOnce(keys, { person: ines, key: "shared", fingerprint: print("{}") }, () => Promise.resolve(answer));
  expect(await keys.claim(tomas, "shared", print("other"))).toEqual({ state: "new" });
});

test("a call whose process died is not run again", async () => {
  await keys.claim(ines, "died", print("{}"));
  const again = await answerOnce(elsewhere, { person: ines, key: "died", fingerprint: print("{}") }, () => {
    throw new Error("must not run");
  });
  expect(again).toEqual({ refused: "idempotency_key_in_use" });
});

test("a refusal is kept like any answer, but a busy one may be tried again", async () => {
  const refused = { status: 409, body: '{"code":"not_pending"}' };
  const busy = { status: 409, body: '{"code":"busy"}' };
  const call = { person: ines, key: "refused", fingerprint: print("{}") };
  await answerOnce(keys, call, () => Promise.resolve(refused));
  expect(await answerOnce(keys, call, () => Promise.resolve(answer))).toEqual({ ...refused, replayed: true });
  const later = { ...call, key: "busy" };
  await answerOnce(keys, later, () => Promise.resolve(busy));
  expect(await answerOnce(keys, later, () => Promise.resolve(answer))).toEqual({ ...answer, replayed: false });
});

test("what was sent cannot be tried against what is kept, and is the same call in every process", () => {
  const body = '{"secret":"letmein"}';
  const plain = createHash("sha256")
    .update(JSON.stringify(["POST", "/api/v1/requests", body]))
    .digest("hex");
  expect(print(body)).not.toBe(plain);
  expect(elsewhere.fingerprintOf("POST", "/api/v1/requests", body)).toBe(print(body));
  const stranger = createIdempotencyKeys(pools[0]!, Buffer.alloc(32, 8));
  expect(stranger.fingerprintOf("POST", "/api/v1/requests", body)).not.toBe(print(body));
});

test("a key is forgotten after a day", async () => {
  await answerOnce(keys, { person: ines, key: "old", fingerprint: print("{}") }, () => Promise.resolve(answer));
  await pools[0]!.query(
    `update "IdempotencyKey" set "createdAt" = clock_timestamp() - interval '25 hours' where "key" = 'old'`,
  );
  expect(await keys.claim(ines, "old", print("another"))).toEqual({ state: "new" });
});
