"use server";

import { noInput } from "#core/domain/no-input.ts";
import { sendTestMessage } from "#core/usecases/notify/send-test-message.ts";
import { defineAction } from "#server/define-action.ts";

export const sendTestMessageAction = defineAction(noInput, sendTestMessage);
