import { listRequestsInput, requestIdInput } from "#core/domain/request/request-input.ts";
import { listRequests } from "#core/usecases/list-requests.ts";
import { readApproverContext } from "#core/usecases/read-approver-context.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { defineRead } from "#server/define-read.ts";

export const readQueue = defineRead(listRequestsInput, listRequests);
export const readOne = defineRead(requestIdInput, readRequest);
export const readContext = defineRead(requestIdInput, readApproverContext);
