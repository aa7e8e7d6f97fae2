import type { Actor } from "#core/domain/audit/event.ts";
import type { Person } from "#core/domain/directory/person.ts";
import { type Session, sessionAbsoluteMs } from "#core/domain/directory/session.ts";
import type { SessionId } from "#core/domain/ids.ts";
import { guard, insert, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { Decided } from "#core/usecases/commit-decided.ts";

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

/** How somebody proved who they are. */
type Proof = Pick<Session, "method" | "providerSubject">;

/** A new session row for a person who has just proved who they are. Throws if the person was disabled in the meantime. */
export const openSession = async (
  core: Core,
  person: Person,
  proof: Proof,
  browser: Browser,
): Promise<OpenedSession> => {
  const { transition: opened, value } = sessionOpened(core, person, proof, browser, await core.clock.now());
  const [commit] = await core.store.commit(signingIn(person, browser), [opened]);
  if (!commit?.done) throw new Error("the person changed while signing in");
  return value;
};

export const signingIn = ({ id }: Person, { correlationId }: Browser): Actor => ({
  personId: id,
  via: "browser",
  correlationId,
});

/** Holds only while the person is as they were read. */
export const sessionOpened = (
  core: Core,
  person: Person,
  { method, providerSubject }: Proof,
  { address, userAgent }: Browser,
  now: Date,
): Decided<OpenedSession> => {
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
  const opened = transition({
    writes: [insert("Session", session)],
    guards: [guard("Person", person)],
    events: [{ kind: "signedIn", personId: person.id, data: { method, address, sessionId: session.id } }],
  });
  return { transition: opened, value: { sessionId: session.id, expiresAt: session.expiresAt } };
};
