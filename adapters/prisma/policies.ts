import type { Database } from "./client.ts";
import { directoryOf } from "./directory-of.ts";
import { asRow, asRowOrNull, asRows } from "./rows.ts";
import { compilePolicyText } from "#adapters/policy-document/compile-policy-text.ts";
import type { CompiledPolicy } from "#core/domain/policy/compile-policy.ts";
import { type FactEpoch, factEpochs } from "#core/domain/policy/policy-version.ts";
import type { DecisionBasis, Policies } from "#core/ports/policies.ts";
import { ok } from "#core/domain/result.ts";

/** More rounds than changes can plausibly fall between two readings. */
const readings = 5;

const keyOf = (epochs: readonly FactEpoch[]): string => epochs.map(({ id, version }) => `${id}@${version}`).join(" ");

export const createPolicies = (prisma: Database): Policies => {
  let known: { readonly key: string; readonly basis: DecisionBasis } | null = null;

  const epochs = async (): Promise<readonly FactEpoch[]> =>
    asRows("FactEpoch", await prisma.factEpoch.findMany({ orderBy: { id: "asc" } }));

  const load = async (read: readonly FactEpoch[]): Promise<DecisionBasis> => {
    const missing = factEpochs.find((id) => !read.some((epoch) => epoch.id === id));
    // Without its epoch a change of those facts could not be noticed at the commit.
    if (missing) throw new Error(`the ${missing} epoch is missing: this portal is not set up`);
    const [latest, people, groups] = await Promise.all([
      prisma.policy.findFirst({ orderBy: { number: "desc" } }),
      prisma.person.findMany(),
      prisma.group.findMany(),
    ]);
    if (!latest) throw new Error("there is no policy: nothing can be decided");
    const policy = asRow("Policy", latest);
    return {
      policy,
      compiled: compile(policy.number, policy.document),
      ...directoryOf(asRows("Person", people), asRows("Group", groups)),
      epochs: read,
    };
  };

  const basis = async (): Promise<DecisionBasis> => {
    let before = await epochs();
    for (let reading = 0; reading < readings; reading++) {
      const key = keyOf(before);
      if (known?.key === key) return known.basis;
      const loaded = await load(before);
      const after = await epochs();
      // What was read in several queries is one state only if nothing moved from before the first to after the last.
      if (keyOf(after) === key) {
        known = { key, basis: loaded };
        return loaded;
      }
      before = after;
    }
    throw new Error("what decisions are made from changes faster than it can be read");
  };

  return {
    basis,
    epochs,
    find: async (number) => asRowOrNull("Policy", await prisma.policy.findUnique({ where: { number } })),
    versions: async () => asRows("Policy", await prisma.policy.findMany({ orderBy: { number: "desc" } })),
    check: (document) => {
      const compiled = compilePolicyText(document);
      return compiled.ok ? ok(compiled.value.compiled) : compiled;
    },
  };
};

const compile = (number: number, document: string): CompiledPolicy => {
  const compiled = compilePolicyText(document);
  if (compiled.ok) return compiled.value.compiled;
  const [first] = compiled.error;
  throw new Error(`policy ${number} does not compile: line ${first?.line ?? 0}: ${first?.message ?? ""}`);
};
