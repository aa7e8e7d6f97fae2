"use server";

import { voteInput } from "#core/domain/request/request-input.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";
import { defineAction } from "#server/define-action.ts";

export const voteAction = defineAction(voteInput, voteOnRequest);
