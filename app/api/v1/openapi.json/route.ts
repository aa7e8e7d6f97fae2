export { serveOpenapi as GET } from "#server/api/serve-openapi.ts";

export const dynamic = "force-dynamic";
