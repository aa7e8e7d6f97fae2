import { getConformanceSuite } from "@bufbuild/cel-spec/testdata/tests.js";
import type { IncrementalTest } from "@bufbuild/cel-spec/testdata/tests.js";
import { Duration, UnsignedInt } from "@marcbachmann/cel-js/evaluator";
import { expect, test } from "vitest";
import { createConditionEnvironment } from "#core/domain/policy/condition-environment.ts";
import { inspectCondition } from "#core/domain/policy/inspect-condition.ts";

/**
 * The public conformance data of CEL, for the parts of the language that conditions have: everything but protocol buffers,
 * enumerations, containers and extensions.
 */
const sections = new Set([
  ...["basic", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists", "logic", "macros"],
  ...["parse", "plumbing", "string", "timestamps"],
]);
const outside = /google\.protobuf|TestAllTypes|proto|GlobalEnum/;

/** Where conditions answer otherwise than CEL. None is about a value that a fact can have. */
const known = new Map([
  [
    "integers beyond 64 bits",
    [
      "conversions/int/double_int_max_range",
      "conversions/int/double_int_min_range",
      "conversions/int/double_range",
      "conversions/uint/double_uint_max_range",
      "integer_math/int64_math/int64_min_negate",
      "integer_math/int64_math/int64_min_negate_div",
    ],
  ],
  [
    "integers compared with doubles near 64 bits",
    [
      "comparisons/gt_literal/not_gt_dyn_big_double_int",
      "comparisons/gte_literal/gte_dyn_int_big_lossy_double",
      "comparisons/lt_literal/not_lt_dyn_int_big_lossy_double",
      "comparisons/lte_literal/lte_dyn_big_double_int",
    ],
  ],
  [
    "unsigned integers in lists of others",
    ["lists/in/double_in_uints", "lists/in/int_in_uints", "lists/in/uint_in_doubles", "lists/in/uint_in_ints"],
  ],
  [
    "map literals with null or repeated keys",
    [
      "fields/qualified_identifier_resolution/map_key_null",
      "fields/qualified_identifier_resolution/map_value_repeat_key",
    ],
  ],
  ["the name of the type of null", ["conversions/type/null_type", "conversions/type/null_type_denotation"]],
  [
    "durations beyond 10,000 years",
    ["add_over", "add_under", "from_string_over", "from_string_under", "sub_over", "sub_under"].map(
      (name) => `timestamps/duration_range/${name}`,
    ),
  ],
  [
    "instants before the year 1 and after 9999",
    [
      "add_duration_nanos_over",
      "add_duration_nanos_under",
      "add_duration_over",
      "add_duration_under",
      "sub_time_duration_over",
      "sub_time_duration_under",
    ].map((name) => `timestamps/timestamp_range/${name}`),
  ],
  ["nanoseconds of instants", ["timestamps/timestamp_arithmetic/add_time_to_duration_nanos_positive"]],
]);

type Value = NonNullable<Extract<IncrementalTest["original"]["resultMatcher"], { case: "value" }>["value"]>;

test("conditions answer as CEL says, or are refused, but for what is known", () => {
  const differing: string[] = [];
  let same = 0;
  let refused = 0;
  for (const [name, { original }] of listTests()) {
    const wanted = wantedOf(original);
    if (wanted === undefined) continue;
    const answer = evaluate(original);
    if (answer === wanted) same += 1;
    else if (answer === "error") refused += 1;
    else differing.push(name);
  }
  expect(differing.sort()).toEqual([...known.values()].flat().sort());
  expect(same).toBeGreaterThanOrEqual(840);
  // What is refused is mostly bytes, mixed lists and quoted fields: each a compile-time refusal or an error, never an answer.
  expect(refused).toBeLessThanOrEqual(200);
});

function* listTests(): Generator<[string, IncrementalTest]> {
  for (const section of getConformanceSuite().suites) {
    if (!sections.has(section.name)) continue;
    for (const suite of section.suites) {
      for (const one of suite.tests) yield [`${section.name}/${suite.name}/${one.name}`, one];
    }
  }
}

/** As comparable text; undefined when the case is not about our part of the language. */
function wantedOf(original: IncrementalTest["original"]): string | undefined {
  const { container, disableMacros, checkOnly, expr, resultMatcher, bindings } = original;
  if (container !== "" || disableMacros || checkOnly || outside.test(expr)) return undefined;
  if (
    JSON.stringify(bindings, (_key, value: unknown) => (typeof value === "bigint" ? "" : value)).includes(
      "TestAllTypes",
    )
  )
    return undefined;
  if (resultMatcher.case === "evalError") return "error";
  if (resultMatcher.case === undefined) return show(true);
  return resultMatcher.case === "value" ? show(read(resultMatcher.value)) : undefined;
}

function evaluate({ expr, bindings, disableCheck }: IncrementalTest["original"]): string {
  const facts: Record<string, unknown> = {};
  const environment = createConditionEnvironment();
  try {
    for (const [name, { kind }] of Object.entries(bindings)) {
      if (kind.case !== "value") return "error";
      facts[name] = read(kind.value);
      environment.registerVariable(name, "dyn");
    }
    const condition = environment.parse(expr);
    if (!inspectCondition(condition.ast, environment).ok) return "error";
    if (!disableCheck && !condition.check().valid) return "error";
    return show(condition(facts));
  } catch {
    return "error";
  }
}

function read({ kind }: Value): unknown {
  switch (kind.case) {
    case "uint64Value":
      return new UnsignedInt(kind.value);
    case "listValue":
      return kind.value.values.map(read);
    case "mapValue":
      return new Map(kind.value.entries.map(({ key, value }) => [key && read(key), value && read(value)]));
    case "typeValue":
      return { type: kind.value };
    case "nullValue":
      return null;
    case "objectValue":
      return readTime(kind.value.typeUrl, kind.value.value);
    default:
      return kind.value;
  }
}

/** Timestamp and Duration are alike: seconds in field 1, nanoseconds in field 2, both as variable-length integers. */
function readTime(typeUrl: string, bytes: Uint8Array): Date | Duration {
  const fields = [0n, 0n, 0n];
  for (let at = 0; at < bytes.length;) {
    const field = (bytes[at] ?? 0) >> 3;
    let value = 0n;
    let shift = 0n;
    do {
      at += 1;
      value |= BigInt((bytes[at] ?? 0) & 127) << shift;
      shift += 7n;
    } while (((bytes[at] ?? 0) & 128) !== 0);
    at += 1;
    fields[field] = BigInt.asIntN(64, value);
  }
  const [, seconds = 0n, nanos = 0n] = fields;
  if (typeUrl.endsWith("google.protobuf.Duration")) return new Duration(seconds, Number(nanos));
  if (typeUrl.endsWith("google.protobuf.Timestamp")) return new Date(Number(seconds) * 1_000 + Number(nanos) / 1e6);
  throw new Error(`${typeUrl} is not part of conditions`);
}

function show(value: unknown): string {
  if (value instanceof Date) return `instant ${value.toISOString()}`;
  if (value instanceof Duration) return `${value.seconds}.${value.nanos} s`;
  if (value instanceof UnsignedInt) return `${value.value}u`;
  if (value instanceof Uint8Array) return `bytes ${value.join()}`;
  if (value instanceof Map)
    return `{${[...value]
      .map(([key, inner]) => `${show(key)}: ${show(inner)}`)
      .sort()
      .join(", ")}}`;
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return `double ${Object.is(value, -0) ? "-0" : value}`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if ("type" in value) return `type ${String(value.type)}`;
  if ("name" in value) return `type ${String(value.name)}`;
  return show(new Map(Object.entries(value)));
}
