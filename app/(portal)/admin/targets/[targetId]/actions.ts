"use server";

import { targetIdInput } from "#core/domain/catalogue/catalogue-input.ts";
import { proposeChangeInput } from "#core/domain/change/change-input.ts";
import { listPeopleInput } from "#core/domain/directory/person-input.ts";
import { listPeople } from "#core/usecases/people/list-people.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { discoverTarget } from "#core/usecases/targets/discover-target.ts";
import { defineAction } from "#server/define-action.ts";

export const findPeopleAction = defineAction(listPeopleInput, listPeople);
export const discoverTargetAction = defineAction(targetIdInput, discoverTarget);
export const proposeChangeAction = defineAction(proposeChangeInput, proposeChange);
