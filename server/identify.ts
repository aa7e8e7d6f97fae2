import type { Door } from "#core/domain/audit/event.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { callerOfSession, callerOfToken } from "#server/find-caller.ts";
import { bearerToken } from "#server/bearer-token.ts";
import { openSessionCookie } from "#server/sign-in/session-cookie.ts";

export interface Credentials {
  readonly sessionCookie: string | null;
  readonly authorization: string | null;
  readonly address: string | null;
}

export type IdentityRefusal = "not_signed_in" | "ambiguous_credentials";

const tokenForm = /^lapse_[\w-]{20,200}$/;

/**
 * Who presents these credentials, found anew for every call. A call with both a token and a session is refused: it would be
 * unclear whose limits hold. Forged, ended and never known are all nobody.
 */
export const identify = async (
  core: Core,
  { authorization, sessionCookie, address }: Credentials,
  call: { readonly via: Door; readonly correlationId: string; readonly automatic?: boolean },
): Promise<Result<Caller, IdentityRefusal>> => {
  if (authorization !== null && sessionCookie !== null) return refuse("ambiguous_credentials");
  const arrival = { ...call, address };
  const token = bearerToken(authorization);
  const sessionId = sessionCookie === null ? null : await openSessionCookie(sessionCookie);
  const caller =
    token !== null && tokenForm.test(token)
      ? await callerOfToken(core, token, arrival)
      : sessionId && (await callerOfSession(core, sessionId, arrival));
  return caller ? ok(caller) : refuse("not_signed_in");
};
