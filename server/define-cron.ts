import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { bearerToken } from "#server/bearer-token.ts";
import { context } from "#server/context.ts";
import { env } from "#server/env.ts";
import { equalInConstantTime } from "#server/equal-in-constant-time.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { problem } from "#server/problem.ts";
import { serialise } from "#server/serialise.ts";

/** Portal's own work, not a person's: it names only what it did. */
export type Job<Out> = (core: Core, actor: Actor) => Promise<Out>;

/**
 * Makes a route handler that a scheduler calls with `Authorization: Bearer $CRON_SECRET`. Compared in constant time; there is
 * no way around it in development. May be called at any time, twice, or never.
 */
export const defineCron = <Out>(job: Job<Out>): ((request: Request) => Promise<Response>) => {
  return async (request) => {
    const correlationId = newCorrelationId();
    const presented = bearerToken(request.headers.get("authorization")) ?? "";
    if (!equalInConstantTime(presented, env().CRON_SECRET)) return problem("not_signed_in", { correlationId });
    try {
      const done = await job(context().core, { personId: null, via: "cron", correlationId });
      return Response.json(serialise(done), { headers: { "cache-control": "no-store" } });
    } catch (error) {
      log().error({ err: error, correlationId }, "a scheduled job failed");
      return problem("internal_error", { correlationId });
    }
  };
};
