export { serveEvidence as GET } from "#server/api/serve-evidence.ts";

export const dynamic = "force-dynamic";
