import type { RequestId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import { redecideRequest } from "#core/usecases/redecide-request.ts";

/**
 * Brings in at once everyone whom the request's stages escalate to, without waiting for silence: for a request whose approvers
 * could not be told of it (`unreachable`). Doing it twice is doing it once. Answers the ids of all who can decide by then; a
 * settled request is left alone, and nobody is brought in where policy names nobody.
 */
export const escalateRequest = (core: Core, requestId: RequestId): Promise<readonly string[]> =>
  redecideRequest(core, requestId, { escalate: true, noted: true });
