import { noInput } from "#core/domain/no-input.ts";
import { readChannels } from "#core/usecases/notify/read-channels.ts";
import { defineRead } from "#server/define-read.ts";

export const readNotificationChannels = defineRead(noInput, readChannels);
