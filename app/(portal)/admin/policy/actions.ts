"use server";

import { searchEntitlementsInput } from "#core/domain/catalogue/catalogue-input.ts";
import { findColleaguesInput } from "#core/domain/directory/person-input.ts";
import { checkPolicyInput, replayPolicyInput, simulatePolicyInput } from "#core/domain/policy/policy-input.ts";
import { searchEntitlements } from "#core/usecases/catalogue/search-entitlements.ts";
import { findColleagues } from "#core/usecases/people/find-colleagues.ts";
import { checkPolicy } from "#core/usecases/policy/check-policy.ts";
import { replayPolicy } from "#core/usecases/policy/replay-policy.ts";
import { simulatePolicy } from "#core/usecases/policy/simulate-policy.ts";
import { defineAction } from "#server/define-action.ts";

export const checkPolicyAction = defineAction(checkPolicyInput, checkPolicy);
export const replayPolicyAction = defineAction(replayPolicyInput, replayPolicy);
export const simulatePolicyAction = defineAction(simulatePolicyInput, simulatePolicy);
export const findPeopleAction = defineAction(findColleaguesInput, findColleagues);
export const searchEntitlementsAction = defineAction(searchEntitlementsInput, searchEntitlements);
