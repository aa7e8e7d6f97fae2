import type { Operation } from "#server/api/operation.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { metrics } from "#server/metrics.ts";
import { problem } from "#server/problem.ts";

/**
 * What every answer of an operation has, however it is made: an id to quote, which the log has too, and its place among the
 * figures. A fault is told by that id alone.
 */
export const answered = async (
  { id: operation }: Pick<Operation, "id">,
  answer: (correlationId: string) => Promise<Response>,
): Promise<Response> => {
  const correlationId = newCorrelationId();
  const response = await answer(correlationId).catch((error: unknown) => {
    log().error({ err: error, correlationId, operation }, "a call failed");
    return problem("internal_error", { correlationId });
  });
  response.headers.set("lapse-correlation-id", correlationId);
  metrics().requests.inc({ operation, status: String(response.status) });
  return response;
};
