"use server";

import { proposeChangeInput } from "#core/domain/change/change-input.ts";
import { checkPolicyInput } from "#core/domain/policy/policy-input.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { checkPolicy } from "#core/usecases/policy/check-policy.ts";
import { defineAction } from "#server/define-action.ts";

export const checkPolicyAction = defineAction(checkPolicyInput, checkPolicy);
export const proposePolicyAction = defineAction(proposeChangeInput, proposeChange);
