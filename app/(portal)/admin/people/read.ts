import { listPeopleInput, personIdInput } from "#core/domain/directory/person-input.ts";
import { noInput } from "#core/domain/no-input.ts";
import { listGroups } from "#core/usecases/people/list-groups.ts";
import { listPeople } from "#core/usecases/people/list-people.ts";
import { readKept as keptNow } from "#core/usecases/retention/read-kept.ts";
import { listSchedules } from "#core/usecases/schedules/list-schedules.ts";
import { listSessions } from "#core/usecases/sign-in/list-sessions.ts";
import { defineRead } from "#server/define-read.ts";

export const readPeople = defineRead(listPeopleInput, listPeople);
export const readGroups = defineRead(noInput, listGroups);
export const readSessions = defineRead(personIdInput, listSessions);
export const readSchedules = defineRead(noInput, listSchedules);
export const readKept = defineRead(noInput, keptNow);
