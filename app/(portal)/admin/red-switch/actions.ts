"use server";

import { listPeopleInput } from "#core/domain/directory/person-input.ts";
import { pullRedSwitchInput } from "#core/domain/grant/end-scope.ts";
import { listPeople } from "#core/usecases/people/list-people.ts";
import { pullRedSwitch } from "#core/usecases/red-switch/pull-red-switch.ts";
import { defineAction } from "#server/define-action.ts";

export const pullRedSwitchAction = defineAction(pullRedSwitchInput, pullRedSwitch);
export const findPeopleAction = defineAction(listPeopleInput, listPeople);
