import type { PortalRole } from "#core/domain/directory/person.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Caller } from "#core/ports/core.ts";
import type { Operation } from "#server/api/operation.ts";
import { saysJson } from "#server/api/read-json-body.ts";
import { callerOf } from "#server/caller-of.ts";
import { isOwnFetch, isOwnOrigin } from "#server/is-own-origin.ts";
import type { RefusalCode } from "#server/problem-status.ts";

type Wanted = Pick<Operation, "method" | "scope" | "portalRoles" | "sessionOnly" | "exports">;

/** Who calls, whether they may at all, and whether it is really they who ask. Looks at no path, query or body. */
export const admit = async (
  operation: Wanted,
  headers: Headers,
  correlationId: string,
): Promise<Result<Caller, RefusalCode>> => {
  const found = await callerOf(headers, { via: "api", correlationId });
  if (!found.ok) return found;
  const caller = found.value;
  const refused = mayAtAll(operation, caller) ?? asksThemselves(operation, caller, headers);
  return refused ? refuse(refused) : ok(caller);
};

const mayAtAll = ({ scope, portalRoles, sessionOnly }: Wanted, { person, scopes }: Caller): RefusalCode | null => {
  if (sessionOnly && scopes) return "session_needed";
  if (scope && scopes && !scopes.includes(scope)) return "insufficient_scope";
  const has = (role: PortalRole): boolean => person.roles.includes(role);
  return portalRoles && !portalRoles.some(has) ? "not_allowed" : null;
};

/** Other sites can make a browser send its cookie, so a cookie alone proves nothing where something changes or leaves. */
const asksThemselves = ({ method, exports }: Wanted, { session }: Caller, headers: Headers): RefusalCode | null => {
  if (!session) return null;
  if (method === "GET") return exports && !isOwnFetch(headers) ? "foreign_origin" : null;
  if (!isOwnOrigin(headers)) return "foreign_origin";
  return saysJson(headers) ? null : "json_needed";
};
