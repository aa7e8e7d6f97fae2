import { byEpoch, readEpochs } from "./by-epoch.ts";
import type { Database } from "./client.ts";
import { directoryOf, type DirectoryRows } from "./directory-of.ts";
import { asRow, asRowOrNull, asRows, columns } from "./rows.ts";
import { compilePolicyText } from "#adapters/policy-document/compile-policy-text.ts";
import type { CompiledPolicy } from "#core/domain/policy/compile-policy.ts";
import type { Delegation } from "#core/domain/delegation/delegation.ts";
import { type FactEpoch, factEpochs, type PolicyVersion } from "#core/domain/policy/policy-version.ts";
import { rowsAfter } from "#core/domain/rows-after.ts";
import type { Write } from "#core/domain/transition.ts";
import type { DecisionBasis, Policies } from "#core/ports/policies.ts";

interface Reading extends DirectoryRows {
  readonly policy: PolicyVersion;
  readonly basis: DecisionBasis;
}

export const createPolicies = (prisma: Database): Policies => {
  const read = byEpoch(prisma, factEpochs, async (epochs): Promise<Reading> => {
    const [latest, people, groups, delegations, schedules, readings] = await Promise.all([
      prisma.policy.findFirst({ orderBy: { number: "desc" } }),
      prisma.person.findMany(),
      prisma.group.findMany(),
      // What is over never comes back; its end is known for a day, so that what waited on it is routed anew.
      prisma.$queryRaw<Delegation[]>`
        SELECT ${columns("Delegation", "d")} FROM "Delegation" d
        WHERE d."endedAt" IS NULL AND d."endsAt" > statement_timestamp() - interval '1 day' ORDER BY d."id"`,
      prisma.schedule.findMany({ where: { retiredAt: null }, orderBy: { id: "asc" } }),
      prisma.scheduleReading.findMany(),
    ]);
    if (!latest) throw new Error("there is no policy: nothing can be decided");
    const policy = asRow("Policy", latest);
    const rows: DirectoryRows = {
      people: asRows("Person", people),
      groups: asRows("Group", groups),
      delegations: asRows("Delegation", delegations),
      schedules: asRows("Schedule", schedules),
      readings: asRows("ScheduleReading", readings),
    };
    return { ...rows, policy, basis: basisOf(policy, rows, epochs) };
  });

  return {
    basis: async () => (await read()).basis,
    supposing: async (writes) => {
      const { policy, basis, ...rows } = await read();
      const written = writes.find(({ table }) => table === "Policy")?.row as PolicyVersion | undefined;
      return basisOf(written ?? policy, directoryAfter(rows, writes), basis.epochs);
    },
    epochs: () => readEpochs(prisma, factEpochs),
    find: async (number) => asRowOrNull("Policy", await prisma.policy.findUnique({ where: { number } })),
    versions: async () => asRows("Policy", await prisma.policy.findMany({ orderBy: { number: "desc" } })),
    check: compilePolicyText,
  };
};

const basisOf = (policy: PolicyVersion, rows: DirectoryRows, epochs: readonly FactEpoch[]): DecisionBasis => ({
  policy,
  compiled: compile(policy.number, policy.document),
  ...directoryOf(rows),
  epochs,
});

const directoryAfter = (rows: DirectoryRows, writes: readonly Write[]): DirectoryRows => {
  const after = rowsAfter(writes);
  return {
    people: after.all("Person", rows.people),
    groups: after.all("Group", rows.groups),
    delegations: after.all("Delegation", rows.delegations).filter(({ endedAt }) => endedAt === null),
    schedules: after.all("Schedule", rows.schedules),
    readings: after.all("ScheduleReading", rows.readings),
  };
};

const compile = (number: number, document: string): CompiledPolicy => {
  const compiled = compilePolicyText(document);
  if (compiled.ok) return compiled.value.compiled;
  const [first] = compiled.error;
  throw new Error(`policy ${number} does not compile: line ${first?.line ?? 0}: ${first?.message ?? ""}`);
};
