import { bearerToken } from "#server/bearer-token.ts";
import { context } from "#server/context.ts";
import { env } from "#server/env.ts";
import { equalInConstantTime } from "#server/equal-in-constant-time.ts";
import { readFigures } from "#server/health/read-figures.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { metrics } from "#server/metrics.ts";
import { problem } from "#server/problem.ts";

/** Prometheus text, for `Authorization: Bearer $LAPSE_METRICS_TOKEN`. Without such a token configured, for nobody. */
export const serveMetrics = async (request: Request): Promise<Response> => {
  const correlationId = newCorrelationId();
  const { LAPSE_METRICS_TOKEN: expected } = env();
  const presented = bearerToken(request.headers.get("authorization"));
  if (!expected || !presented || !equalInConstantTime(presented, expected)) {
    return problem("not_signed_in", { correlationId });
  }
  try {
    await readFigures(context());
    const { registry } = metrics();
    const headers = { "content-type": registry.contentType, "cache-control": "no-store" };
    return new Response(await registry.metrics(), { headers });
  } catch (error) {
    log().error({ err: error, correlationId }, "the metrics could not be read");
    return problem("internal_error", { correlationId });
  }
};
