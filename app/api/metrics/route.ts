export { serveMetrics as GET } from "#server/health/serve-metrics.ts";

export const dynamic = "force-dynamic";
