export {
  serveUnknown as DELETE,
  serveUnknown as GET,
  serveUnknown as PATCH,
  serveUnknown as POST,
  serveUnknown as PUT,
} from "#server/api/serve-unknown.ts";

export const dynamic = "force-dynamic";
