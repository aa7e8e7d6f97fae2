export { serveReceipt as GET } from "#server/transparency/serve-log.ts";

export const dynamic = "force-dynamic";
