import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import type { ApproverReference, Directory } from "#core/domain/policy/directory.ts";
import { peopleBehind } from "#core/domain/policy/staffing.ts";

/** A policy with the people and resources that its approvers are found among. */
export interface ApproverSide {
  readonly policy: CompiledPolicy;
  readonly directory: Directory;
  /** Of every resource that can be asked for, by id. */
  readonly resources: ReadonlyMap<string, { readonly name: string; readonly owners: readonly ApproverReference[] }>;
  /** Whose manager is whom, by id, of enabled people. */
  readonly managers: ReadonlyMap<string, string>;
}

export interface ApproverDifference {
  /** As policy names them ("group:dba"), the owners of one resource, or the manager of one person, by id, where it is another. */
  readonly of: ApproverReference | { readonly ownersOf: string } | { readonly managerOf: string };
  /** Ids of the enabled people who can decide as such and could not, and the other way round; sorted. */
  readonly gain: readonly string[];
  readonly lose: readonly string[];
}

const owners = "resource.owners";
const manager = "requester.manager";

/** Who gains and who loses the ability to decide, by what names them. */
export const approverDifferences = (before: ApproverSide, after: ApproverSide): readonly ApproverDifference[] => {
  const changed = [...after.resources].filter(([id, resource]) => {
    const known = before.resources.get(id);
    return known !== undefined && known.owners.join("\n") !== resource.owners.join("\n");
  });
  const apart = new Set(changed.map(([id]) => id));
  const [named, willName] = [referencesOf(before, apart), referencesOf(after, apart)];
  const managed = changedManagers(before, after);
  const byReference = [...new Set([...named, ...willName])].sort().map((of): ApproverDifference => ({
    of,
    ...between(
      named.has(of) ? peopleOf(of, before, managed) : [],
      willName.has(of) ? peopleOf(of, after, managed) : [],
    ),
  }));
  const byResource = changed.map(([id, resource]): ApproverDifference => ({
    of: { ownersOf: resource.name },
    ...between(ownersAsked(before, id), ownersAsked(after, id)),
  }));
  const asks = named.has(manager) && willName.has(manager);
  const byManaged = (asks ? managed : []).map((id): ApproverDifference => ({
    of: { managerOf: id },
    ...between(managerOf(id, before), managerOf(id, after)),
  }));
  return [...byReference, ...byResource, ...byManaged].filter(({ gain, lose }) => gain.length + lose.length > 0);
};

/** Who is managed by somebody else than before, by id. */
const changedManagers = (before: ApproverSide, after: ApproverSide): readonly string[] =>
  [...new Set([...before.managers.keys(), ...after.managers.keys()])]
    .filter((id) => before.managers.get(id) !== after.managers.get(id))
    .sort();

const managerOf = (id: string, { directory, managers }: ApproverSide): readonly string[] =>
  managers.has(id) && directory.managerOf(id)?.enabled ? [managers.get(id) ?? ""] : [];

/** All managers as such, where policy begins or ceases to ask them; those of whom only one person's moved are told by that. */
const peopleOf = (reference: ApproverReference, side: ApproverSide, managed: readonly string[]): readonly string[] => {
  if (reference !== manager) return enabledBehind([reference], side);
  return [...side.managers.keys()].filter((id) => !managed.includes(id)).flatMap((id) => managerOf(id, side));
};

/** Every reference that can name an approver, the owners of all resources among them but for those looked at apart. */
const referencesOf = (side: ApproverSide, apart: ReadonlySet<string>): ReadonlySet<ApproverReference> => {
  const written = writtenIn(side.policy);
  const found = new Set([...written].filter((each) => each !== owners));
  if (written.has(owners))
    for (const [id, resource] of side.resources)
      if (!apart.has(id)) for (const reference of resource.owners) found.add(reference);
  return found;
};

const writtenIn = ({ rules }: CompiledPolicy): ReadonlySet<ApproverReference> =>
  new Set(
    rules.flatMap(({ answer, breakGlass }) => {
      if (answer.outcome === "needs-approval")
        return answer.stages.flatMap(({ from, escalateTo = [] }) => [...from, ...escalateTo]);
      // Whoever is told of an emergency is its second person, where it needs one.
      return answer.outcome === "auto-approve" && breakGlass ? answer.notify : [];
    }),
  );

const ownersAsked = (side: ApproverSide, id: string): readonly string[] =>
  writtenIn(side.policy).has(owners) ? enabledBehind(side.resources.get(id)?.owners ?? [], side) : [];

const enabledBehind = (references: readonly ApproverReference[], { directory }: ApproverSide): readonly string[] =>
  references
    .flatMap((reference) => peopleBehind(reference, directory))
    .filter(({ enabled }) => enabled)
    .map(({ id }) => id);

const between = (before: readonly string[], after: readonly string[]): Pick<ApproverDifference, "gain" | "lose"> => {
  const [could, can] = [new Set(before), new Set(after)];
  return {
    gain: [...can].filter((id) => !could.has(id)).sort(),
    lose: [...could].filter((id) => !can.has(id)).sort(),
  };
};
