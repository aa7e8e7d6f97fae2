import { Environment } from "@marcbachmann/cel-js";
import type { Duration } from "@marcbachmann/cel-js/evaluator";
import {
  ConditionEntitlement,
  ConditionGrant,
  ConditionPerson,
  ConditionRequest,
  ConditionResource,
  ConditionSession,
  ConditionTarget,
} from "#core/domain/policy/condition-facts.ts";
import { zonedTime, type ZonedTime } from "#core/domain/policy/zoned-time.ts";

const timestamp = "google.protobuf.Timestamp";
const duration = "google.protobuf.Duration";

/** The longest text that a regular expression in a condition may be run on. */
export const longestMatched = 2_000;

/** Every name a condition may begin with. */
export const conditionVariables: Readonly<Record<string, string>> = {
  person: "Person",
  holder: "Person",
  request: "Request",
  entitlement: "Entitlement",
  resource: "Resource",
  target: "Target",
  now: timestamp,
  activeGrants: "list<Grant>",
  session: "Session",
};

/**
 * Methods of the CEL engine that conditions get from us instead, under another name. The engine's own read the wall clock
 * by parsing a localised string in the process's zone: wrong by an hour around changes of that zone's clock, different on
 * another machine, and fifteen times as slow; its milliseconds of a duration are all of it instead of what is beyond the
 * seconds; its `matches` runs on text of any length.
 */
export const replacedMethods: ReadonlyMap<string, string> = new Map([
  ["getFullYear/1", "lapseFullYear"],
  ["getMonth/1", "lapseMonth"],
  ["getDate/1", "lapseDate"],
  ["getDayOfMonth/1", "lapseDayOfMonth"],
  ["getDayOfWeek/1", "lapseDayOfWeek"],
  ["getDayOfYear/1", "lapseDayOfYear"],
  ["getDayOfYear/0", "lapseDayOfYear"],
  ["getHours/1", "lapseHours"],
  ["getMinutes/1", "lapseMinutes"],
  ["getSeconds/1", "lapseSeconds"],
  ["getMilliseconds/1", "lapseMilliseconds"],
  ["getMilliseconds/0", "lapseMilliseconds"],
  ["matches/1", "lapseMatches"],
]);

const readings: readonly (readonly [name: string, read: (time: ZonedTime) => number])[] = [
  ["lapseFullYear", (time) => time.year],
  ["lapseMonth", (time) => time.month],
  ["lapseDate", (time) => time.day],
  ["lapseDayOfMonth", (time) => time.day - 1],
  ["lapseDayOfWeek", (time) => time.weekday],
  ["lapseDayOfYear", (time) => time.dayOfYear],
  ["lapseHours", (time) => time.hours],
  ["lapseMinutes", (time) => time.minutes],
  ["lapseSeconds", (time) => time.seconds],
  ["lapseMilliseconds", (time) => time.milliseconds],
];

/** The language of conditions: CEL over the facts, every field typed, and limits that bound what a check can cost. */
export function createConditionEnvironment(): Environment {
  const environment = new Environment({
    unlistedVariablesAreDyn: false,
    limits: { maxAstNodes: 500, maxDepth: 32, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 8 },
  });
  for (const [name, ctor, fields] of types) environment.registerType(name, { ctor, fields });
  for (const [name, type] of Object.entries(conditionVariables)) environment.registerVariable(name, type);
  for (const [name, read] of readings) {
    const handler = (instant: Date, zone: string): bigint => BigInt(read(zonedTime(instant, zone)));
    environment.registerFunction(`${timestamp}.${name}(string): int`, { handler, async: false });
  }
  const dayOfYear = (instant: Date): bigint => BigInt(zonedTime(instant, "UTC").dayOfYear);
  environment.registerFunction(`${timestamp}.lapseDayOfYear(): int`, { handler: dayOfYear, async: false });
  const milliseconds = (instant: Date): bigint => BigInt(instant.getUTCMilliseconds());
  environment.registerFunction(`${timestamp}.lapseMilliseconds(): int`, { handler: milliseconds, async: false });
  const beyondSeconds = (span: Duration): bigint => BigInt(Math.trunc(span.nanos / 1_000_000));
  environment.registerFunction(`${duration}.lapseMilliseconds(): int`, { handler: beyondSeconds, async: false });
  environment.registerFunction("string.lapseMatches(string): bool", { handler: matches, async: false });
  return environment;
}

const patterns = new Map<string, RegExp>();

/** Patterns are literals that were found safe when the condition was compiled, so there are few of them. */
function matches(text: string, pattern: string): boolean {
  if (text.length > longestMatched) throw new RangeError(`matches() takes at most ${longestMatched} characters`);
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    if (patterns.size >= 1_000) patterns.clear();
    compiled = new RegExp(pattern, "u");
    patterns.set(pattern, compiled);
  }
  return compiled.test(text);
}

const text = "string";
const named = { id: text, name: text };

const types: readonly (readonly [name: string, ctor: NewableFunction, fields: Readonly<Record<string, string>>])[] = [
  [
    "Person",
    ConditionPerson,
    {
      ...named,
      email: text,
      groups: "list<string>",
      attributes: "map<string, dyn>",
      timezone: text,
      onCall: "bool",
      enabled: "bool",
    },
  ],
  [
    "Request",
    ConditionRequest,
    {
      duration,
      justification: text,
      ticket: text,
      startsAt: timestamp,
      extendsGrantId: text,
      onBehalf: "bool",
      breakGlass: "bool",
    },
  ],
  ["Entitlement", ConditionEntitlement, { ...named, action: text }],
  ["Resource", ConditionResource, { ...named, tags: "map<string, string>", owners: "list<string>" }],
  ["Target", ConditionTarget, { ...named, kind: text }],
  [
    "Grant",
    ConditionGrant,
    {
      id: text,
      status: text,
      startsAt: timestamp,
      expiresAt: timestamp,
      entitlement: "Entitlement",
      resource: "Resource",
      target: "Target",
    },
  ],
  ["Session", ConditionSession, { method: text, age: duration, address: text, deviceKnown: "bool" }],
];
