import { exportEvidenceInput } from "#core/domain/evidence/evidence-input.ts";
import { exportEvidence } from "#core/usecases/evidence/export-evidence.ts";
import { admit } from "#server/api/admit.ts";
import { answered } from "#server/api/answered.ts";
import { exportEvidenceOperation } from "#server/api/operations/evidence.ts";
import { queryObject } from "#server/api/query-object.ts";
import { context } from "#server/context.ts";
import { packFiles } from "#server/evidence/pack-files.ts";
import { zipOf } from "#server/evidence/zip-stream.ts";
import { log } from "#server/log.ts";
import { parseInput } from "#server/parse-input.ts";
import { problem } from "#server/problem.ts";

/** An evidence pack as a stream: however long the record is, a piece of it is in memory. Same checks as every operation. */
export const serveEvidence = (request: Request): Promise<Response> =>
  answered(exportEvidenceOperation, (correlationId) => answer(request, correlationId));

const answer = async (request: Request, correlationId: string): Promise<Response> => {
  const caller = await admit(exportEvidenceOperation, request.headers, correlationId);
  if (!caller.ok) return problem(caller.error, { correlationId });
  const query = queryObject(new URL(request.url).searchParams);
  const input = query.ok ? parseInput(exportEvidenceInput, query.value) : query;
  if (!input.ok) return problem("invalid_input", { correlationId, fields: input.error });
  const pack = await exportEvidence(context().core, caller.value, input.value);
  if (!pack.ok) return problem(pack.error, { correlationId });
  const headers = {
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="lapse-evidence-${pack.value.checkpoint.size}.zip"`,
    "cache-control": "no-store",
  };
  return new Response(streamOf(zipOf(packFiles(pack.value)), correlationId), { headers });
};

/** A fault on the way aborts the connection, so that half a pack is not taken for a whole one. */
const streamOf = (source: AsyncGenerator<Uint8Array>, correlationId: string): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      try {
        const next = await source.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      } catch (error) {
        log().error({ err: error, correlationId }, "an evidence pack broke off");
        controller.error(error);
      }
    },
    async cancel() {
      await source.return(undefined);
    },
  });
