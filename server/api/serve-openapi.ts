import { openapi } from "#server/api/openapi.ts";
import { env } from "#server/env.ts";

/** Public: it says what can be asked, and nothing about anything that is there. */
export const serveOpenapi = (): Response =>
  Response.json(openapi(env().LAPSE_PUBLIC_URL.origin), { headers: { "cache-control": "no-store" } });
