import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import type { ApproverReference, Directory } from "#core/domain/policy/directory.ts";
import { peopleBehind } from "#core/domain/policy/staffing.ts";

/** A policy with the people and resources that its approvers are found among. */
export interface ApproverSide {
  readonly policy: CompiledPolicy;
  readonly directory: Directory;
  /** Of every resource that can be asked for, by id. */
  readonly resources: ReadonlyMap<string, { readonly name: string; readonly owners: readonly ApproverReference[] }>;
}

export interface ApproverDifference {
  /** As policy names them ("group:dba"), or the owners of one resource, where others own it. */
  readonly of: ApproverReference | { readonly ownersOf: string };
  /** Ids of the enabled people who can decide as such and could not, and the other way round; sorted. */
  readonly gain: readonly string[];
  readonly lose: readonly string[];
}

const owners = "resource.owners";

/**
 * Who gains and who loses the ability to decide, by what names them. Of `requester.manager` it says nothing: who that is comes
 * from the directory and from no proposal.
 */
export const approverDifferences = (before: ApproverSide, after: ApproverSide): readonly ApproverDifference[] => {
  const changed = [...after.resources].filter(([id, resource]) => {
    const known = before.resources.get(id);
    return known !== undefined && known.owners.join("\n") !== resource.owners.join("\n");
  });
  const apart = new Set(changed.map(([id]) => id));
  const [named, willName] = [referencesOf(before, apart), referencesOf(after, apart)];
  const byReference = [...new Set([...named, ...willName])].sort().map((of): ApproverDifference => ({
    of,
    ...between(named.has(of) ? enabledBehind([of], before) : [], willName.has(of) ? enabledBehind([of], after) : []),
  }));
  const byResource = changed.map(([id, resource]): ApproverDifference => ({
    of: { ownersOf: resource.name },
    ...between(ownersAsked(before, id), ownersAsked(after, id)),
  }));
  return [...byReference, ...byResource].filter(({ gain, lose }) => gain.length + lose.length > 0);
};

/** Every reference that can name an approver, the owners of all resources among them but for those looked at apart. */
const referencesOf = (side: ApproverSide, apart: ReadonlySet<string>): ReadonlySet<ApproverReference> => {
  const written = writtenIn(side.policy);
  const found = new Set([...written].filter((each) => each !== owners && each !== "requester.manager"));
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
