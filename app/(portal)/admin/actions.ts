"use server";

import { proposeChangeInput } from "#core/domain/change/change-input.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { defineAction } from "#server/define-action.ts";

/** The one door to whatever changes by review, for every screen that proposes something. */
export const proposeChangeAction = defineAction(proposeChangeInput, proposeChange);
