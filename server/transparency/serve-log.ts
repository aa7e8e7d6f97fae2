import { parseTilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { auditEventInput } from "#core/domain/audit/audit-input.ts";
import { readEventReceipt } from "#core/usecases/log/read-event-receipt.ts";
import { readCheckpoint, readEntryBundle, readHashTile, readLogKeys } from "#core/usecases/log/read-log.ts";
import { admit } from "#server/api/admit.ts";
import { bearerToken } from "#server/bearer-token.ts";
import { context } from "#server/context.ts";
import { env } from "#server/env.ts";
import { equalInConstantTime } from "#server/equal-in-constant-time.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { metrics } from "#server/metrics.ts";
import { problem } from "#server/problem.ts";
import type { RefusalCode } from "#server/problem-status.ts";

type Answer = (request: Request, correlationId: string) => Promise<Response | RefusalCode>;

const serve =
  (name: string, answer: Answer) =>
  async (request: Request): Promise<Response> => {
    const correlationId = newCorrelationId();
    const answered = await answer(request, correlationId).catch((error: unknown): RefusalCode => {
      log().error({ err: error, correlationId }, "the log could not be served");
      return "internal_error";
    });
    const response = typeof answered === "string" ? problem(answered, { correlationId }) : answered;
    response.headers.set("lapse-correlation-id", correlationId);
    metrics().requests.inc({ operation: name, status: String(response.status) });
    return response;
  };

/** Anybody signed in, any live token, or a witness with its own token; null when let in. */
const refusedToRead = async (headers: Headers, correlationId: string): Promise<RefusalCode | null> => {
  const { LAPSE_WITNESS_TOKEN: expected } = env();
  const presented = bearerToken(headers.get("authorization"));
  if (expected && presented && equalInConstantTime(presented, expected)) return null;
  const caller = await admit({ method: "GET", scope: null }, headers, correlationId);
  return caller.ok ? null : caller.error;
};

/** Carries the record away: for auditors, and with a cookie only for our own pages. */
const forAuditors = { method: "GET", scope: "audit:read", portalRoles: ["auditor"], exports: true } as const;

const textHeaders = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };

export const serveCheckpoint = serve("logCheckpoint", async ({ headers }, correlationId) => {
  const refused = await refusedToRead(headers, correlationId);
  if (refused) return refused;
  const note = await readCheckpoint(context().core);
  return note.ok ? new Response(note.value, { headers: textHeaders }) : note.error;
});

export const serveLogKeys = serve("logKeys", async ({ headers }, correlationId) => {
  const refused = await refusedToRead(headers, correlationId);
  return refused ?? new Response(readLogKeys(context().core), { headers: textHeaders });
});

/** Who asks is known before what they ask for is looked at. */
export const serveTile = serve("logTile", async ({ headers, url }, correlationId) => {
  const path = new URL(url).pathname.replace(/^\/api\/log\//, "");
  if (!path.startsWith("tile/entries/")) {
    const refused = await refusedToRead(headers, correlationId);
    if (refused) return refused;
    const address = parseTilePath(path);
    const tile = address ? await readHashTile(context().core, address) : null;
    return tile?.ok ? binary(tile.value, address?.width === tileWidth ? forEver : notKept) : "not_found";
  }
  const caller = await admit(forAuditors, headers, correlationId);
  if (!caller.ok) return caller.error;
  const address = parseTilePath(path);
  const bundle = address ? await readEntryBundle(context().core, caller.value, address) : null;
  // A browser would show what it has kept to whoever signs in there next, without a question to us and without a record.
  return bundle?.ok ? binary(bundle.value, notKept) : (bundle?.error ?? "not_found");
});

/** A full tile of hashes never changes again. */
const forEver = { "cache-control": "private, max-age=31536000, immutable" };
const notKept = { "cache-control": "no-store" };

const binary = (bytes: Uint8Array, caching: typeof forEver): Response =>
  new Response(new Uint8Array(bytes), { headers: { "content-type": "application/octet-stream", ...caching } });

/** The receipt of an event as a file to keep. */
export const serveReceipt = serve("logReceipt", async ({ headers, url }, correlationId) => {
  const caller = await admit(forAuditors, headers, correlationId);
  if (!caller.ok) return caller.error;
  const input = auditEventInput.safeParse({ position: new URL(url).pathname.split("/").at(-1) });
  if (!input.success) return "not_found";
  const receipt = await readEventReceipt(context().core, caller.value, input.data);
  if (!receipt.ok) return receipt.error;
  if (receipt.value.receipt === null) return "not_yet_sealed";
  const name = `lapse-event-${input.data.position}.tlog-proof`;
  const disposition = { "content-disposition": `attachment; filename="${name}"` };
  return new Response(receipt.value.receipt, { headers: { ...textHeaders, ...disposition } });
});
