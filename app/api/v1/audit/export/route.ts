export { serveExport as GET } from "#server/api/serve-export.ts";

export const dynamic = "force-dynamic";
