import type { AuditEvent } from "#core/domain/audit/event.ts";
import { exportAuditInput } from "#core/domain/audit/audit-input.ts";
import { exportAuditEvents } from "#core/usecases/audit/export-audit-events.ts";
import { admit } from "#server/api/admit.ts";
import { answered } from "#server/api/answered.ts";
import { csvHeader, csvLine, jsonLine } from "#server/api/audit-lines.ts";
import { exportAuditEventsOperation } from "#server/api/operations/audit.ts";
import { queryObject } from "#server/api/query-object.ts";
import { context } from "#server/context.ts";
import { log } from "#server/log.ts";
import { parseInput } from "#server/parse-input.ts";
import { problem } from "#server/problem.ts";

const formats = {
  jsonl: { type: "application/jsonl; charset=utf-8", header: "", line: jsonLine },
  csv: { type: "text/csv; charset=utf-8; header=present", header: csvHeader, line: csvLine },
} as const;

/** The export as a stream: however long the record is, a few rows are in memory. Same checks, same order, as every operation. */
export const serveExport = (request: Request): Promise<Response> =>
  answered(exportAuditEventsOperation, (correlationId) => answer(request, correlationId));

const answer = async (request: Request, correlationId: string): Promise<Response> => {
  const caller = await admit(exportAuditEventsOperation, request.headers, correlationId);
  if (!caller.ok) return problem(caller.error, { correlationId });
  const query = queryObject(new URL(request.url).searchParams);
  const input = query.ok ? parseInput(exportAuditInput, query.value) : query;
  if (!input.ok) return problem("invalid_input", { correlationId, fields: input.error });
  const events = await exportAuditEvents(context().core, caller.value, input.value);
  if (!events.ok) return problem(events.error, { correlationId });
  const { type, header, line } = formats[input.value.format];
  const headers = {
    "content-type": type,
    "content-disposition": `attachment; filename="lapse-audit.${input.value.format}"`,
    "cache-control": "no-store",
  };
  return new Response(streamOf(events.value, header, line, correlationId), { headers });
};

const chunkLength = 64 * 1024;

/** A fault on the way aborts the connection, so that half a record is not taken for a whole one. */
const streamOf = (
  events: AsyncIterable<AuditEvent>,
  header: string,
  line: (event: AuditEvent) => string,
  correlationId: string,
): ReadableStream<Uint8Array> => {
  const source = events[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  let text = header;
  return new ReadableStream({
    async pull(controller) {
      try {
        while (text.length < chunkLength) {
          const next = await source.next();
          if (next.done) {
            if (text.length > 0) controller.enqueue(encoder.encode(text));
            controller.close();
            return;
          }
          text += line(next.value);
        }
        controller.enqueue(encoder.encode(text));
        text = "";
      } catch (error) {
        log().error({ err: error, correlationId }, "an export broke off");
        controller.error(error);
      }
    },
    async cancel() {
      await source.return?.();
    },
  });
};
