import { requestIdInput } from "#core/domain/request/request-input.ts";
import { listGrantsOfRequest } from "#core/usecases/list-grants-of-request.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { defineRead } from "#server/define-read.ts";

export const readRequestPage = defineRead(requestIdInput, readRequest);
export const readGrantsOfRequest = defineRead(requestIdInput, listGrantsOfRequest);
