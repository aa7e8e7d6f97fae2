import type { ReportFormat } from "#core/domain/report/report-format.ts";
import type { Report } from "#core/domain/report/report.ts";
import { admit } from "#server/api/admit.ts";
import { answered } from "#server/api/answered.ts";
import { type Operation, splitInput } from "#server/api/operation.ts";
import { queryObject } from "#server/api/query-object.ts";
import { context } from "#server/context.ts";
import type { RouteHandler } from "#server/define-route.ts";
import { parseInput } from "#server/parse-input.ts";
import { problem } from "#server/problem.ts";
import { reportFile } from "#server/reports/report-file.ts";

/** Serves an operation whose use case answers with a report, as a file. Same checks, same order, as every operation. */
export const serveReport = (operation: Operation): RouteHandler => {
  return async (request, { params }) => {
    const parameters = (await params) ?? {};
    return answered(operation, (correlationId) => answer(operation, request, parameters, correlationId));
  };
};

const answer = async (
  operation: Operation,
  request: Request,
  parameters: Readonly<Record<string, unknown>>,
  correlationId: string,
): Promise<Response> => {
  const caller = await admit(operation, request.headers, correlationId);
  if (!caller.ok) return problem(caller.error, { correlationId });
  const { fromPath } = splitInput(operation);
  if (!parseInput(fromPath, parameters).ok) return problem("not_found", { correlationId });
  const query = queryObject(new URL(request.url).searchParams);
  // As a whole, so that rules over several of its members hold.
  const input = query.ok ? parseInput(operation.input, { ...query.value, ...parameters }) : query;
  if (!input.ok) return problem("invalid_input", { correlationId, fields: input.error });
  const report = await operation.useCase(context().core, caller.value, input.value);
  if (!report.ok) return problem(report.error, { correlationId });
  const { format } = input.value as { readonly format: ReportFormat };
  const { type, name, body } = await reportFile(report.value as Report, format);
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  };
  return new Response(body, { headers });
};
