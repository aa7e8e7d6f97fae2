export { serveStream as GET } from "#server/live/serve-stream.ts";

export const dynamic = "force-dynamic";
