import { listInboxInput } from "#core/domain/notice/inbox-input.ts";
import { listInbox } from "#core/usecases/notify/list-inbox.ts";
import { defineRead } from "#server/define-read.ts";

export const readInbox = defineRead(listInboxInput, listInbox);
