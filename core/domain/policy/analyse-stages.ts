import { countFillable } from "#core/domain/policy/assign-people.ts";
import type { CompiledPolicy, CompiledRule, StageSpec } from "#core/domain/policy/compiled-policy.ts";
import type { ApproverReference, Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { selectsSubject, type Subject, type WhoSelector } from "#core/domain/policy/selector.ts";
import { peopleBehind } from "#core/domain/policy/staffing.ts";

export interface Catalogued extends Subject {
  readonly resource: Subject["resource"] & { readonly owners: readonly ApproverReference[] };
}

type People = ReadonlyMap<string, DirectoryPerson>;

/**
 * Approvers that the directory does not know, stages that nobody can pass today, and stages that somebody who may ask
 * could not have passed, because they are needed for it themselves.
 */
export function findUnstaffedStages(
  { rules }: CompiledPolicy,
  directory: Directory,
  catalogue: readonly Catalogued[] = [],
): PolicyProblem[] {
  return rules.flatMap((rule) => {
    if (rule.answer.outcome !== "needs-approval") return [];
    const { stages } = rule.answer;
    const unknown = stages.flatMap((stage, index) => findUnknown(rule, stage, index, directory));
    const cases = casesOf(rule, stages, catalogue);
    const problems = cases.flatMap(({ owners, name }) => findUnpassable(rule, stages, owners, name, directory));
    return [...unknown, ...problems.slice(0, 5)];
  });
}

/** Stages with owners are judged once for each different set of owners in the catalogue. */
function casesOf(
  { what }: CompiledRule,
  stages: readonly StageSpec[],
  catalogue: readonly Catalogued[],
): { readonly owners: readonly ApproverReference[]; readonly name?: string }[] {
  if (!stages.some(({ from }) => from.includes("resource.owners"))) return [{ owners: [] }];
  const byOwners = new Map<string, { owners: readonly ApproverReference[]; name: string }>();
  for (const item of catalogue) {
    const { owners, name } = item.resource;
    if (selectsSubject(what, item)) byOwners.set(owners.join("\n"), { owners, name });
  }
  return [...byOwners.values()];
}

function findUnknown(rule: CompiledRule, stage: StageSpec, index: number, directory: Directory): PolicyProblem[] {
  return (["from", "escalateTo"] as const).flatMap((key) =>
    (stage[key] ?? []).flatMap((reference, at): PolicyProblem[] => {
      if (!isNamed(reference) || peopleOf([reference], directory).size > 0) return [];
      const path = ["rules", rule.index, "then", "approval", index, key, at];
      return [{ severity: "warning", code: "unknown_approver", path, message: `${reference} is nobody today` }];
    }),
  );
}

function findUnpassable(
  rule: CompiledRule,
  stages: readonly StageSpec[],
  owners: readonly ApproverReference[],
  resource: string | undefined,
  directory: Directory,
): PolicyProblem[] {
  // Who is the requester's manager is known only with the requester: such stages are left out of the count.
  const judged = stages.flatMap(({ from, need }, index) =>
    from.includes("requester.manager")
      ? []
      : [
          {
            index,
            need,
            people: peopleOf(
              from.flatMap((one) => (one === "resource.owners" ? owners : [one])),
              directory,
            ),
          },
        ],
  );
  const on = resource === undefined ? "" : ` on ${resource}`;
  const problem = (code: "nobody_can_decide" | "sole_approver_may_ask", at: (string | number)[], message: string) =>
    ({ severity: "warning", code, path: ["rules", rule.index, "then", "approval", ...at], message }) as const;

  const short = judged.find(({ need, people }) => people.size < need);
  if (short !== undefined) {
    const message = `nobody can decide this${on}: it needs ${short.need} and there are ${short.people.size}`;
    return [problem("nobody_can_decide", [short.index], message)];
  }
  if (!canPass(judged)) {
    return [problem("nobody_can_decide", [], `nobody can decide this${on}: the stages need more different people`)];
  }
  const needed = allOf(judged).filter(
    (person) => maySelect(rule.who, person, directory) && !canPass(judged, person.id),
  );
  if (needed.length === 0) return [];
  const names = needed.map(({ name }) => name).join(", ");
  return [problem("sole_approver_may_ask", [], `nobody could decide this${on} when asked by ${names}`)];
}

type Judged = readonly { readonly need: number; readonly people: People }[];

function canPass(stages: Judged, without?: string): boolean {
  const left = stages.map(({ need, people }) => ({
    need,
    approvers: [...people.keys()].filter((id) => id !== without),
  }));
  return countFillable(left) === left.reduce((sum, { need }) => sum + need, 0);
}

const allOf = (stages: Judged): DirectoryPerson[] => [...new Map(stages.flatMap(({ people }) => [...people])).values()];

const maySelect = (who: WhoSelector | undefined, { id, email }: DirectoryPerson, directory: Directory): boolean =>
  who === undefined ||
  who.people.has(email.toLowerCase()) ||
  [...who.groups].some((group) => directory.membersOf(group).some((member) => member.id === id));

const peopleOf = (references: readonly ApproverReference[], directory: Directory): People =>
  new Map(
    references
      .flatMap((reference) => peopleBehind(reference, directory))
      .filter(({ enabled }) => enabled)
      .map((person) => [person.id, person]),
  );

const isNamed = (reference: ApproverReference): boolean =>
  reference !== "resource.owners" && reference !== "requester.manager";
