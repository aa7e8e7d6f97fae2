"use server";

import { listPeopleInput } from "#core/domain/directory/person-input.ts";
import { listPeople } from "#core/usecases/people/list-people.ts";
import { defineAction } from "#server/define-action.ts";

export const findPeopleAction = defineAction(listPeopleInput, listPeople);
