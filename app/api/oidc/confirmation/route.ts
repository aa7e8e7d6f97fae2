import { serveConfirmation } from "#server/sign-in/serve-confirmation.ts";

export const GET = serveConfirmation;
