import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runPolicy } from "#cli/policy/run-policy.ts";
import { Unreadable } from "#cli/unreadable.ts";
import { UsageFault } from "#cli/usage.ts";

/** Answers as the portal does (`server/api/operations/policy.ts` documents it), and keeps what it was asked. */
const asked: { path: string; token: string; body: Record<string, unknown> }[] = [];
const answers = new Map<string, readonly [status: number, body: unknown]>();
const server = createServer((request, answer) => {
  let text = "";
  request.on("data", (part: Buffer) => (text += part.toString()));
  request.on("end", () => {
    const path = request.url ?? "";
    const body = JSON.parse(text) as Record<string, unknown>;
    asked.push({ path, token: request.headers.authorization ?? "", body });
    const [status, value] = answers.get(path) ?? [404, { code: "not_found" }];
    answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  });
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

const file = join(mkdtempSync(join(tmpdir(), "lapse-policy-")), "policy.yaml");
writeFileSync(file, "version: 1\nrules: []\n");
const run = async (...words: string[]) => {
  const lines: string[] = [];
  const environment = {
    LAPSE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    LAPSE_TOKEN: "lapse_t",
  };
  const code = await runPolicy(words, environment, (line) => lines.push(line));
  return { code, text: lines.join("\n") };
};
const none = { same: 0, denied: 0, "needs-approval": 0, "auto-approve": 0, "routed-otherwise": 0, unknown: 0 };
const difference = {
  ...{
    requestId: "req_1",
    at: "2026-03-02T09:00:00.000Z",
    kind: "denied",
    requester: "Ines Duarte",
    holder: "Ines Duarte",
  },
  ...{
    entitlements: ["read orders-db"],
    durationSeconds: 600,
    was: { outcome: "auto-approve", stages: [] },
    unknown: [],
  },
  would: { outcome: "deny", stages: [], rules: [], reasons: [] },
};

test("a replay without a difference ends with 0, with one it ends with 1 and names it", async () => {
  answers.set("/api/v1/policy/replay", [
    200,
    { days: 7, counts: { ...none, same: 3 }, differences: [], nextCursor: null },
  ]);
  expect(await run("replay", file, "--days", "7")).toEqual({
    code: 0,
    text: "3 requests of the last 7 days:\n  3 answered as they were",
  });
  expect(asked.at(-1)).toMatchObject({
    token: "Bearer lapse_t",
    body: { days: "7", document: "version: 1\nrules: []\n" },
  });
  answers.set("/api/v1/policy/replay", [
    200,
    { days: 7, counts: { ...none, denied: 1 }, differences: [difference], nextCursor: null },
  ]);
  const { code, text } = await run("replay", file);
  expect(code).toBe(1);
  expect(text).toContain("req_1 Ines Duarte: read orders-db: auto-approve -> deny (no rule)");
  expect(JSON.parse((await run("replay", file, "--json")).text)).toMatchObject({ counts: { denied: 1 } });
});

test("a document with an error or a failed test ends with 1, with its place", async () => {
  const problem = {
    severity: "error",
    code: "failed_test",
    message: "reading is free: expected deny",
    line: 4,
    column: 5,
  };
  answers.set("/api/v1/policy/check", [
    200,
    { rules: 2, tests: [{ name: "x", passed: false, differences: [] }], problems: [problem] },
  ]);
  const { code, text } = await run("test", file);
  expect([code, text]).toEqual([1, "4:5 error reading is free: expected deny\n2 rules, 0 of 1 tests pass, 1 errors."]);
  answers.set("/api/v1/policy/check", [200, { rules: 2, tests: [], problems: [] }]);
  expect(await run("test", file)).toMatchObject({ code: 0 });
});

test.each<[string, string[], Record<string, string>, new (...given: never[]) => Error]>([
  ["no file", ["replay"], { LAPSE_URL: "http://127.0.0.1", LAPSE_TOKEN: "t" }, UsageFault],
  ["another word", ["undo", "x"], {}, UsageFault],
  ["days that are none", ["replay", file, "--days", "0"], {}, UsageFault],
  ["a base that is none", ["propose", file, "--base", "x"], {}, UsageFault],
  ["no address", ["test", file], { LAPSE_TOKEN: "t" }, UsageFault],
  ["no token", ["test", file], { LAPSE_URL: "http://127.0.0.1" }, UsageFault],
  [
    "a file that is not there",
    ["test", "/nowhere/policy.yaml"],
    { LAPSE_URL: "http://127.0.0.1", LAPSE_TOKEN: "t" },
    Unreadable,
  ],
  ["a portal that is not there", ["test", file], { LAPSE_URL: "http://127.0.0.1:9", LAPSE_TOKEN: "t" }, Unreadable],
])("%s is a fault, which ends with 2", async (_name, words, environment, fault) => {
  await expect(runPolicy(words, environment, () => undefined)).rejects.toThrow(fault);
});

test("a proposal waits for a reviewer; one that cannot be made ends with 1, whatever else is refused with 2", async () => {
  const path = "/api/v1/changes";
  answers.set(path, [201, { id: "chg_1", status: "proposed" }]);
  const { code, text } = await run("propose", file, "--base", "4");
  expect([code, text.split(": ")[0]]).toEqual([0, "chg_1 waits for somebody else to approve it"]);
  expect(asked.at(-1)).toMatchObject({
    path,
    body: {
      summary: "Policy of policy.yaml",
      change: { kind: "policy", document: "version: 1\nrules: []\n", base: 4 },
    },
  });
  await run("propose", file, "--summary", "Leads approve");
  expect(asked.at(-1)?.body).toEqual({
    summary: "Leads approve",
    change: { kind: "policy", document: "version: 1\nrules: []\n" },
  });
  answers.set(path, [409, { code: "stale_base" }]);
  expect(await run("propose", file)).toEqual({
    code: 1,
    text: "The policy in force is no longer the one that it was made from.",
  });
  answers.set(path, [422, { code: "invalid_policy" }]);
  expect((await run("propose", file)).code).toBe(1);
  answers.set(path, [403, { code: "insufficient_scope" }]);
  await expect(run("propose", file)).rejects.toThrow("403 insufficient_scope");
});

test("a refusal of the portal ends with 2 and says its code", async () => {
  answers.set("/api/v1/policy/check", [403, { code: "insufficient_scope" }]);
  await expect(run("test", file)).rejects.toThrow("403 insufficient_scope");
});
