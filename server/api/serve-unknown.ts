import { newCorrelationId } from "#server/log.ts";
import { problem } from "#server/problem.ts";

/** What no other route below /api answers: programs call it, so it is said as they read it, and not on a page. */
export const serveUnknown = (): Response => problem("not_found", { correlationId: newCorrelationId() });
