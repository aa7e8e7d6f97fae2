import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Core } from "#core/ports/core.ts";
import type { ProposeRefusal } from "#core/usecases/changes/change-refusal.ts";

/**
 * Whether a group could be so: everybody and every group in it is known, and it is kept here. One that comes from the directory
 * changes there, else the next sign-in would undo what was reviewed.
 */
export const checkGroup = async (
  core: Core,
  { name, personIds, groupIds }: Extract<ProposedChange, { kind: "group" }>,
): Promise<Result<null, ProposeRefusal>> => {
  const [groups, people] = await Promise.all([core.people.groups(), core.people.ofIds(personIds)]);
  if (groups.some((group) => group.name === name && group.source !== "local")) return refuse("kept_in_directory");
  if (groupIds.some((id) => !groups.some((group) => group.id === id && group.name !== name)))
    return refuse("unknown_group");
  return personIds.every((id) => people.some((person) => person.id === id)) ? ok(null) : refuse("unknown_person");
};
