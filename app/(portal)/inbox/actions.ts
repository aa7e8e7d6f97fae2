"use server";

import { markInboxReadInput } from "#core/domain/notice/inbox-input.ts";
import { markInboxRead } from "#core/usecases/notify/mark-inbox-read.ts";
import { defineAction } from "#server/define-action.ts";

export const markInboxReadAction = defineAction(markInboxReadInput, markInboxRead);
