import { serveAuth } from "#server/sign-in/serve-auth.ts";

export { serveAuth as GET, serveAuth as POST };
