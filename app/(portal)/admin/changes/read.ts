import { listChangesInput } from "#core/domain/change/change-input.ts";
import { noInput } from "#core/domain/no-input.ts";
import { listApprovingPairs } from "#core/usecases/changes/list-approving-pairs.ts";
import { listChanges } from "#core/usecases/changes/list-changes.ts";
import { listGroups } from "#core/usecases/people/list-groups.ts";
import { readPolicy } from "#core/usecases/policy/read-policy.ts";
import { defineRead } from "#server/define-read.ts";

export const readChanges = defineRead(listChangesInput, listChanges);
export const readVersions = defineRead(noInput, readPolicy);
export const readGroups = defineRead(noInput, listGroups);
export const readPairs = defineRead(noInput, listApprovingPairs);
