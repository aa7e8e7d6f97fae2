import { cookies, headers } from "next/headers";
import { isOwnOrigin } from "#server/is-own-origin.ts";
import { newCorrelationId } from "#server/log.ts";
import { sessionCookieName } from "#server/sign-in/cookies.ts";
import { endOwnSession } from "#server/sign-in/end-own-session.ts";
import { getCaller } from "#server/viewer.ts";

/** Ends the session of the browser that asks, in the database first: the cookie alone would leave copies of it alive. */
export const signOut = async (): Promise<void> => {
  if (!isOwnOrigin(await headers())) throw new Error("a sign-out from a foreign origin");
  const correlationId = newCorrelationId();
  const caller = await getCaller(correlationId);
  if (caller?.session) await endOwnSession(caller.session.id, { address: caller.address, correlationId });
  (await cookies()).delete(sessionCookieName());
};
