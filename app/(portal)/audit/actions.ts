"use server";

import { removeSearchInput, saveSearchInput } from "#core/domain/audit/saved-search.ts";
import { listPeopleInput } from "#core/domain/directory/person-input.ts";
import { removeSearch } from "#core/usecases/audit/remove-search.ts";
import { saveSearch } from "#core/usecases/audit/save-search.ts";
import { listPeople } from "#core/usecases/people/list-people.ts";
import { defineAction } from "#server/define-action.ts";

export const findPeopleAction = defineAction(listPeopleInput, listPeople);
export const saveSearchAction = defineAction(saveSearchInput, saveSearch);
export const removeSearchAction = defineAction(removeSearchInput, removeSearch);
