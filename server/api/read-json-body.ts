import { ok, refuse, type Result } from "#core/domain/result.ts";
import { hasRepeatedKey } from "#server/api/has-repeated-key.ts";

export const bodyLimitBytes = 64 * 1024;

export type BodyRefusal = "body_too_large" | "malformed_json" | "unsupported_media_type";

export const saysJson = (headers: Pick<Headers, "get">): boolean =>
  /^application\/json\s*(;|$)/i.test(headers.get("content-type") ?? "");

/** Never holds more than the limit in memory, whatever the Content-Length said. */
export const readLimited = async (
  request: Request,
  limitBytes: number,
): Promise<Result<Uint8Array, "body_too_large">> => {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return refuse("body_too_large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limitBytes) return refuse("body_too_large");
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
};

export interface JsonBody {
  readonly value: unknown;
  /** As it was sent. */
  readonly text: string;
}

/** The body as JSON; no body at all reads as an empty object. A key that is there twice is malformed: readers disagree on it. */
export const readJsonBody = async (
  request: Request,
  limitBytes: number = bodyLimitBytes,
): Promise<Result<JsonBody, BodyRefusal>> => {
  const bytes = await readLimited(request, limitBytes);
  if (!bytes.ok) return bytes;
  if (bytes.value.length === 0) return ok({ value: {}, text: "" });
  if (!saysJson(request.headers)) return refuse("unsupported_media_type");
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.value);
    const value: unknown = JSON.parse(text);
    return hasRepeatedKey(text) ? refuse("malformed_json") : ok({ value, text });
  } catch {
    return refuse("malformed_json");
  }
};
