"use server";

import { changeIdInput, decideChangeInput } from "#core/domain/change/change-input.ts";
import { decideChange } from "#core/usecases/changes/decide-change.ts";
import { withdrawChange } from "#core/usecases/changes/withdraw-change.ts";
import { defineAction } from "#server/define-action.ts";

export const decideChangeAction = defineAction(decideChangeInput, decideChange);
export const withdrawChangeAction = defineAction(changeIdInput, withdrawChange);
