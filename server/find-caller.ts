import type { Door } from "#core/domain/audit/event.ts";
import { isEnabled, type Person } from "#core/domain/directory/person.ts";
import { isSessionLive, isTokenLive } from "#core/domain/directory/session.ts";
import type { PersonId, SessionId } from "#core/domain/ids.ts";
import type { Caller, Core } from "#core/ports/core.ts";

interface Arrival {
  readonly via: Door;
  readonly correlationId: string;
  readonly address: string | null;
  /** Whether nobody asked for this: a stream that looks again by itself must not keep an idle session alive. */
  readonly automatic?: boolean;
}

/**
 * Who is calling, from the session's row: looked up for every call, so that an ended session, a disabled person or a lost role
 * counts at once. Null for anything that is not a live session of an enabled person.
 */
export const callerOfSession = async (core: Core, id: SessionId, arrival: Arrival): Promise<Caller | null> => {
  const [session, now] = await Promise.all([core.sessions.find(id), core.clock.now()]);
  if (!session || !isSessionLive(session, now)) return null;
  const person = await enabledPerson(core, session.personId);
  if (!person) return null;
  if (!arrival.automatic) await core.sessions.touch(id);
  return { person, session, scopes: null, address: arrival.address, actor: actorOf(person, arrival) };
};

/** The same for a personal token. Its scopes narrow what the person may do, and never widen it. */
export const callerOfToken = async (core: Core, token: string, arrival: Arrival): Promise<Caller | null> => {
  const [found, now] = await Promise.all([core.sessions.tokenByHash(core.secrets.hashToken(token)), core.clock.now()]);
  if (!found || !isTokenLive(found, now)) return null;
  const person = await enabledPerson(core, found.personId);
  return (
    person && { person, session: null, scopes: found.scopes, address: arrival.address, actor: actorOf(person, arrival) }
  );
};

const enabledPerson = async (core: Core, id: PersonId): Promise<Person | null> => {
  const person = await core.people.find(id);
  return person && isEnabled(person) ? person : null;
};

const actorOf = (person: Person, { via, correlationId }: Arrival): Caller["actor"] => ({
  personId: person.id,
  via,
  correlationId,
});
