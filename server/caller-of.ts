import type { Door } from "#core/domain/audit/event.ts";
import type { Result } from "#core/domain/result.ts";
import type { Caller } from "#core/ports/core.ts";
import { clientAddress } from "#server/client-address.ts";
import { context } from "#server/context.ts";
import { cookieValue } from "#server/cookie-value.ts";
import { identify, type IdentityRefusal } from "#server/identify.ts";
import { sessionCookieName } from "#server/sign-in/cookies.ts";

/**
 * Who sent these headers. Asked of the database each time. A page that refreshes itself says so with `lapse-automatic: 1`, and
 * then does not count as its person being there.
 */
export const callerOf = (
  headers: Pick<Headers, "get">,
  call: { readonly via: Door; readonly correlationId: string; readonly automatic?: boolean },
): Promise<Result<Caller, IdentityRefusal>> =>
  identify(
    context().core,
    {
      sessionCookie: cookieValue(headers.get("cookie"), sessionCookieName()),
      authorization: headers.get("authorization"),
      address: clientAddress(headers),
    },
    { ...call, automatic: call.automatic ?? headers.get("lapse-automatic") === "1" },
  );
