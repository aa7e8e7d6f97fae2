import type { GroupView } from "#core/usecases/people/list-groups.ts";
import type { Serialised } from "#server/serialise.ts";

/** A group, as the page has it. */
export type Group = Serialised<GroupView>;
