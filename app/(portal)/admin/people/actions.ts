"use server";

import { disablePersonInput, listPeopleInput, personIdInput } from "#core/domain/directory/person-input.ts";
import { sessionIdInput } from "#core/domain/directory/token-input.ts";
import { disablePerson } from "#core/usecases/people/disable-person.ts";
import { enablePerson } from "#core/usecases/people/enable-person.ts";
import { listPeople } from "#core/usecases/people/list-people.ts";
import { endSession } from "#core/usecases/sign-in/end-session.ts";
import { defineAction } from "#server/define-action.ts";

export const disablePersonAction = defineAction(disablePersonInput, disablePerson);
export const enablePersonAction = defineAction(personIdInput, enablePerson);
export const endSessionAction = defineAction(sessionIdInput, endSession);
export const findPeopleAction = defineAction(listPeopleInput, listPeople);
