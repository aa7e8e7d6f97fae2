"use server";

import { proposeChangeInput } from "#core/domain/change/change-input.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { defineAction } from "#server/define-action.ts";

export const proposeBundleAction = defineAction(proposeChangeInput, proposeChange);
