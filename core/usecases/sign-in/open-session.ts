import type { Person } from "#core/domain/directory/person.ts";
import { type Session, sessionAbsoluteMs } from "#core/domain/directory/session.ts";
import type { SessionId } from "#core/domain/ids.ts";
import { guard, insert, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

/** What is known of the browser that signs in. */
export interface Browser {
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly correlationId: string;
}

export interface OpenedSession {
  readonly sessionId: SessionId;
  readonly expiresAt: Date;
}

/** A new session row for a person who has just proved who they are. Throws if the person was disabled in the meantime. */
export const openSession = async (
  core: Core,
  person: Person,
  { method, providerSubject }: Pick<Session, "method" | "providerSubject">,
  { address, userAgent, correlationId }: Browser,
): Promise<OpenedSession> => {
  const now = await core.clock.now();
  const session: Session = {
    id: core.ids.newId("ses"),
    version: 1,
    personId: person.id,
    method,
    providerSubject,
    address,
    userAgent: userAgent?.slice(0, 400) ?? null,
    createdAt: now,
    seenAt: now,
    verifiedAt: now,
    verifiedBy: method,
    expiresAt: new Date(now.getTime() + sessionAbsoluteMs),
    endedAt: null,
    endReason: null,
  };
  const [commit] = await core.store.commit({ personId: person.id, via: "browser", correlationId }, [
    transition({
      writes: [insert("Session", session)],
      guards: [guard("Person", person)],
      events: [{ kind: "signedIn", personId: person.id, data: { method, address, sessionId: session.id } }],
    }),
  ]);
  if (!commit?.done) throw new Error("the person changed while signing in");
  return { sessionId: session.id, expiresAt: session.expiresAt };
};
