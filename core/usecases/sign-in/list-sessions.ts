import type { Session } from "#core/domain/directory/session.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

export interface SessionView extends Pick<
  Session,
  "id" | "method" | "address" | "userAgent" | "createdAt" | "seenAt" | "verifiedAt" | "expiresAt"
> {
  /** Whether this is the session that asks. */
  readonly current: boolean;
}

/** Live sessions, the latest used first: the caller's own, or, for administrators, anybody's. */
export const listSessions: UseCase<{ personId?: PersonId | undefined }, readonly SessionView[], "not_allowed"> = async (
  core,
  caller,
  { personId = caller.person.id },
) => {
  if (personId !== caller.person.id && !caller.person.roles.includes("administrator")) return refuse("not_allowed");
  const live = await core.sessions.liveOf(personId);
  return ok(
    live
      .toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime())
      .map(({ id, method, address, userAgent, createdAt, seenAt, verifiedAt, expiresAt }) => ({
        ...{ id, method, address, userAgent, createdAt, seenAt, verifiedAt, expiresAt },
        current: id === caller.session?.id,
      })),
  );
};
