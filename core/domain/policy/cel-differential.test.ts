import { isCelError, run, type CelInput } from "@bufbuild/cel";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compileCondition } from "#core/domain/policy/compile-condition.ts";
import { DecisionCase } from "#core/domain/policy/decision-case.ts";
import { factsOf, personFacts } from "#core/domain/policy/fixture-company.ts";
import type { Facts } from "#core/domain/policy/facts.ts";

// The other engine counts the day of the year in the process's own zone; ours is held to every zone in zoned-time.test.ts.
const processZone = process.env["TZ"];
beforeAll(() => {
  process.env["TZ"] = "UTC";
});
afterAll(() => {
  if (processZone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = processZone;
});

const zone = fc.constantFrom(
  '"UTC"',
  '"Europe/Berlin"',
  '"America/New_York"',
  '"Asia/Kathmandu"',
  '"-08:00"',
  "person.timezone",
);
const integer = fc.oneof(
  fc.integer({ min: -5, max: 30 }).map(String),
  fc.constantFrom(
    "person.attributes.level",
    "person.attributes.missing",
    "size(person.groups)",
    "size(request.ticket)",
  ),
  fc
    .tuple(
      fc.constantFrom(
        "getHours",
        "getMinutes",
        "getDayOfWeek",
        "getDayOfMonth",
        "getDate",
        "getMonth",
        "getDayOfYear",
        "getFullYear",
      ),
      zone,
    )
    .map(([method, at]) => `now.${method}(${at})`),
  fc.constantFrom(
    "now.getHours()",
    "now.getDayOfYear()",
    "now.getMilliseconds()",
    "request.duration.getMinutes()",
    "request.duration.getHours()",
    "request.duration.getMilliseconds()",
  ),
);
const sum = fc.oneof(
  integer,
  fc.tuple(integer, fc.constantFrom("+", "-", "*", "/", "%"), integer).map((parts) => `(${parts.join(" ")})`),
);
const text = fc.constantFrom(
  '""',
  '"sre"',
  '"prod"',
  '"OPS-1"',
  "person.name",
  "request.ticket",
  'resource.tags["env"]',
  "resource.tags.missing",
  "entitlement.action",
  "person.attributes.team",
);
const span = fc.constantFrom(
  'duration("1h")',
  'duration("90m")',
  'duration("0s")',
  "request.duration",
  '(now - timestamp("2026-03-01T00:00:00Z"))',
  '(request.duration + duration("30m"))',
);
const instant = fc.constantFrom(
  "now",
  'timestamp("2026-03-29T01:00:00Z")',
  "(now + request.duration)",
  '(now - duration("24h"))',
);
const order = fc.constantFrom("==", "!=", "<", "<=", ">", ">=");
const compare = (side: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(side, order, side).map((parts) => parts.join(" "));
const leaf = fc.oneof(
  compare(sum),
  compare(text),
  compare(span),
  compare(instant),
  fc
    .tuple(text, fc.constantFrom("startsWith", "endsWith", "contains"), text)
    .map(([a, method, b]) => `${a}.${method}(${b})`),
  fc
    .tuple(text, fc.constantFrom("^[A-Z]+-[0-9]$", "^s.e$", "^$", "^[^a-z]"))
    .map(([a, pattern]) => `${a}.matches(${JSON.stringify(pattern)})`),
  text.map((a) => `${a} in person.groups`),
  text.map((a) => `${a} in resource.tags`),
  fc
    .tuple(fc.constantFrom("all", "exists", "exists_one"), order, text)
    .map(([macro, op, a]) => `person.groups.${macro}(g, g ${op} ${a})`),
  fc.constantFrom(
    "person.onCall",
    "true",
    "false",
    "has(person.attributes.level)",
    "has(person.attributes.missing)",
    "has(resource.tags.env)",
  ),
);
const condition = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.tuple(tie("node"), fc.constantFrom("&&", "||"), tie("node")).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie("node").map((a) => `!(${a})`),
    fc.tuple(tie("node"), tie("node"), tie("node")).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
})).node;

const facts = fc
  .record({
    level: fc.constantFrom<(number | string)[]>(2, 3, 2.5, "high"),
    onCall: fc.boolean(),
    groups: fc.subarray(["sre", "prod", "dev"]),
    timezone: fc.constantFrom("UTC", "Europe/Berlin", "Australia/Lord_Howe", "Nowhere/Land"),
    now: fc.constantFrom(
      "2026-03-29T00:59:59.999Z",
      "2026-03-29T01:00:00Z",
      "2026-10-25T00:30:00Z",
      "2026-12-31T23:30:00Z",
      "2026-03-08T07:00:00.5Z",
    ),
    ticket: fc.constantFrom("", "OPS-1", "öps"),
    durationSeconds: fc.constantFrom(1_800, 3_600, 5_400),
  })
  .map(({ level, now, ticket, durationSeconds, ...person }): Facts => {
    const attributes = { level, team: "sre" };
    return factsOf({
      person: personFacts("alice", { ...person, attributes }),
      request: { ticket, durationSeconds },
      now,
    });
  });

/** The same facts as the other engine takes them: maps, and its own instants and durations. */
function bindingsOf({ person, request, entitlement, resource, now }: Facts): Record<string, CelInput> {
  const number = (value: unknown): CelInput =>
    Number.isSafeInteger(value) ? BigInt(value as number) : (value as CelInput);
  const attributes = new Map(Object.entries(person.attributes).map(([key, value]) => [key, number(value)]));
  const own = (expression: string): CelInput => {
    const value = run(expression);
    if (isCelError(value)) throw new Error(expression);
    return value;
  };
  return {
    person: new Map<string, CelInput>([
      ["name", person.name],
      ["groups", [...person.groups]],
      ["attributes", attributes],
      ["timezone", person.timezone],
      ["onCall", person.onCall],
    ]),
    request: new Map<string, CelInput>([
      ["ticket", request.ticket],
      ["duration", own(`duration("${request.durationSeconds}s")`)],
    ]),
    entitlement: new Map([["action", entitlement.action]]),
    resource: new Map([["tags", new Map(Object.entries(resource.tags))]]),
    now: own(`timestamp("${now.toISOString()}")`),
  };
}

test("a second engine gives the same answer to every condition that compiles", () => {
  const answers = new Map<unknown, number>();
  fc.assert(
    fc.property(condition, facts, (source, asked) => {
      const compiled = compileCondition(source);
      if (!compiled.ok) return;
      let mine: boolean | "error";
      try {
        mine = compiled.value.holds(new DecisionCase(asked).conditionFacts);
      } catch {
        mine = "error";
      }
      const other = run(source, bindingsOf(asked));
      expect([source, mine]).toEqual([source, isCelError(other) ? "error" : other]);
      answers.set(mine, (answers.get(mine) ?? 0) + 1);
    }),
    { numRuns: 1_500 },
  );
  for (const answer of [true, false, "error"]) expect(answers.get(answer)).toBeGreaterThan(100);
});
