"use server";

import { proposeChangeInput } from "#core/domain/change/change-input.ts";
import { disablePersonInput, findColleaguesInput, personIdInput } from "#core/domain/directory/person-input.ts";
import { sessionIdInput } from "#core/domain/directory/token-input.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { disablePerson } from "#core/usecases/people/disable-person.ts";
import { enablePerson } from "#core/usecases/people/enable-person.ts";
import { findColleagues } from "#core/usecases/people/find-colleagues.ts";
import { endSession } from "#core/usecases/sign-in/end-session.ts";
import { defineAction } from "#server/define-action.ts";

export const disablePersonAction = defineAction(disablePersonInput, disablePerson);
export const enablePersonAction = defineAction(personIdInput, enablePerson);
export const endSessionAction = defineAction(sessionIdInput, endSession);
export const findColleaguesAction = defineAction(findColleaguesInput, findColleagues);
export const proposeScheduleAction = defineAction(proposeChangeInput, proposeChange);
