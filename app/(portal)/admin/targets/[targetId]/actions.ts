"use server";

import { targetIdInput } from "#core/domain/catalogue/catalogue-input.ts";
import { listPeopleInput } from "#core/domain/directory/person-input.ts";
import { revokeGrantInput } from "#core/domain/grant/grant-input.ts";
import { askScan } from "#core/usecases/drift/ask-scan.ts";
import { listPeople } from "#core/usecases/people/list-people.ts";
import { revokeGrant } from "#core/usecases/revoke-grant.ts";
import { discoverTarget } from "#core/usecases/targets/discover-target.ts";
import { defineAction } from "#server/define-action.ts";

export const findPeopleAction = defineAction(listPeopleInput, listPeople);
export const discoverTargetAction = defineAction(targetIdInput, discoverTarget);
export const revokeGrantAction = defineAction(revokeGrantInput, revokeGrant);
export const askScanAction = defineAction(targetIdInput, askScan);
