import type { Group } from "#core/domain/directory/person.ts";
import type { GroupId, PersonId } from "#core/domain/ids.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";
import { isStorableText } from "#core/domain/storable-text.ts";

const longestName = 120;
const most = 1_000;

/** The names of a claim that can be groups: texts of a sensible length, each once. Null where the provider says nothing of groups. */
export const groupNamesIn = (claim: unknown): readonly string[] | null => {
  if (!Array.isArray(claim)) return null;
  const names = claim.filter((name): name is string => typeof name === "string").map((name) => name.trim());
  const fit = names.filter((name) => name !== "" && name.length <= longestName && isStorableText(name));
  return [...new Set(fit)].slice(0, most);
};

interface Following {
  readonly personId: PersonId;
  readonly claimed: readonly string[];
  readonly groups: readonly Group[];
  readonly newId: () => GroupId;
  readonly now: Date;
}

/**
 * Puts a person into the groups that the provider names, and takes them out of those it no longer does. Only groups that came
 * from a provider are touched: one that is kept here changes by review alone, whatever a provider calls its own. Null: nothing
 * to change.
 */
export const followGroups = ({ personId, claimed, groups, newId, now }: Following): Transition | null => {
  const named = new Set(claimed);
  const known = new Set(groups.map(({ name }) => name));
  const changed = groups.filter(
    ({ source, name, personIds }) => source === "oidc" && named.has(name) !== personIds.includes(personId),
  );
  const created = claimed.filter((name) => !known.has(name));
  if (changed.length + created.length === 0) return null;
  const members = ({ name, personIds }: Group): Group["personIds"] =>
    named.has(name) ? [...personIds, personId] : personIds.filter((id) => id !== personId);
  return transition({
    writes: [
      ...changed.map((group) => update("Group", group, { personIds: members(group) })),
      ...created.map((name) =>
        insert("Group", {
          ...{ id: newId(), version: 1, name, source: "oidc", groupIds: [], createdAt: now },
          personIds: [personId],
        }),
      ),
    ],
    events: [
      ...changed.map(({ name }) => ({
        kind: "groupChanged" as const,
        personId,
        data: { group: name, [named.has(name) ? "joined" : "left"]: personId, by: "oidc" },
      })),
      ...created.map((name) => ({
        kind: "groupAdded" as const,
        personId,
        data: { group: name, joined: personId, by: "oidc" },
      })),
    ],
  });
};
