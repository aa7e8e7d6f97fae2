import type { Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";
import type { Facts, PersonFacts } from "#core/domain/policy/facts.ts";

/** A large company, the same in every run. */
const groupCount = 300;
const environments = ["prod", "stage", "dev"];
const teams = 40;
const actions = ["read", "write", "admin", "deploy"];

/** Numbers from 0 to below 1, the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const conditions = [
  'person.onCall && request.duration <= duration("1h")',
  'person.attributes.a7 >= 3 && person.attributes.a8 == "v8" && request.ticket != "" && request.duration <= duration("4h")',
  "now.getHours(person.timezone) >= 8 && now.getHours(person.timezone) < 18",
  'activeGrants.exists(g, g.entitlement.action == "admin") || person.attributes.a3 > 10',
];

export interface BenchRule {
  readonly id: string;
  readonly who?: { readonly groups: readonly string[] };
  readonly what: {
    readonly actions?: readonly string[];
    readonly tags?: Readonly<Record<string, string>>;
    readonly resources?: readonly string[];
  };
  readonly when?: string;
  readonly then: object;
}

export interface BenchDocument {
  readonly version: 1;
  readonly rules: readonly BenchRule[];
}

/** One rule in ten denies, half have a condition; most are for some groups, on a team's resources of one environment. */
export function benchDocument(count: number): BenchDocument {
  const random = randomFrom(7);
  const pick = (below: number): number => Math.floor(random() * below);
  return { version: 1, rules: Array.from({ length: count }, (_, index) => benchRule(index, random, pick)) };
}

function benchRule(index: number, random: () => number, pick: (below: number) => number): BenchRule {
  const denies = random() < 0.1;
  const tags = { env: environments[pick(3)] ?? "prod", ...(random() < 0.8 && { team: `team${pick(teams)}` }) };
  const when = denies || random() < 0.5 ? conditions[pick(conditions.length)] : undefined;
  return {
    id: `rule-${index}`,
    ...(random() < 0.9 && { who: { groups: [`group${pick(groupCount)}`, `group${pick(groupCount)}`] } }),
    what: {
      actions: [actions[pick(4)] ?? "read"],
      tags,
      ...(random() < 0.1 && { resources: [`resource${pick(2_000)}`] }),
    },
    ...(when !== undefined && { when }),
    then: denies ? { deny: "Not from here." } : permission(random, pick),
  };
}

function permission(random: () => number, pick: (below: number) => number): object {
  const maxDuration = `${1 + pick(8)}h`;
  if (random() < 0.5) return { autoApprove: true, maxDuration };
  const stages = [
    { from: ["resource.owners"], need: 1, escalateAfter: "30m", escalateTo: [`group:group${pick(groupCount)}`] },
    { from: [`group:group${pick(groupCount)}`], need: 1 },
  ];
  return { approval: stages.slice(0, 1 + pick(2)), maxDuration };
}

const persons = Array.from({ length: 200 }, (_, index): DirectoryPerson & PersonFacts => {
  const random = randomFrom(1_000 + index);
  return {
    id: `per_${index}`,
    email: `person${index}@example.test`,
    name: `Person ${index}`,
    groups: Array.from({ length: 12 }, () => `group${Math.floor(random() * groupCount)}`),
    attributes: Object.fromEntries(
      Array.from({ length: 50 }, (_unused, number) => [
        `a${number}`,
        number % 2 === 1 ? Math.floor(random() * 12) : `v${number}`,
      ]),
    ),
    timezone: ["Europe/Berlin", "America/New_York", "Asia/Tokyo"][index % 3] ?? "UTC",
    onCall: random() < 0.2,
    enabled: true,
  };
});

const members = new Map<string, DirectoryPerson[]>();
for (const person of persons) {
  for (const group of new Set(person.groups)) members.set(group, [...(members.get(group) ?? []), person]);
}
const byEmail = new Map(persons.map((person) => [person.email, person]));

export const benchDirectory: Directory = {
  membersOf: (group) => members.get(group) ?? [],
  personByEmail: (email) => byEmail.get(email.toLowerCase()),
  managerOf: () => undefined,
  onCall: () => [],
  standInsOf: () => [],
};

/** Requests of many people for many things; every person has 50 attributes. */
export function benchFacts(count: number): Facts[] {
  const random = randomFrom(42);
  const pick = (below: number): number => Math.floor(random() * below);
  return Array.from({ length: count }, (_, index): Facts => {
    const person = persons[pick(persons.length)];
    if (person === undefined) throw new Error("nobody");
    const resource = pick(2_000);
    const action = actions[pick(4)] ?? "read";
    const tags = {
      env: environments[resource % 3] ?? "prod",
      team: `team${resource % teams}`,
      tier: "1",
      region: "eu",
    };
    const described = { id: `res_${resource}`, name: `resource${resource}`, tags };
    const target = { id: `tgt_${resource % 50}`, name: `target${resource % 50}`, kind: "postgresql" };
    return {
      person,
      holder: person,
      request: {
        durationSeconds: 3_600 * (1 + pick(8)),
        justification: "Looking into a failed payment.",
        ticket: random() < 0.5 ? "OPS-1" : "",
        onBehalf: false,
        breakGlass: false,
      },
      entitlement: { id: `ent_${index}`, name: `${action} on resource${resource}`, action },
      resource: { ...described, owners: [`group:group${resource % groupCount}`] },
      target,
      now: new Date(Date.UTC(2026, 2, 2, pick(24))),
      activeGrants: [
        {
          id: "grt_1",
          status: "active",
          entitlement: { id: "ent_x", name: "x", action: "read" },
          resource: described,
          target,
        },
      ],
      session: { method: "passkey", ageSeconds: 60, address: "192.0.2.1", deviceKnown: true },
    };
  });
}
