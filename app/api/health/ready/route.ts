export { serveReadiness as GET } from "#server/health/serve-readiness.ts";

export const dynamic = "force-dynamic";
