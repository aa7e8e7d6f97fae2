import { backOffMs } from "#core/domain/holding/back-off.ts";
import type { SequencedEvent } from "#core/domain/siem/sequenced-event.ts";
import type { PersonId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import type { EventSink } from "#core/ports/event-sink.ts";
import { faultText } from "#core/usecases/fault-text.ts";

/** Longer than a delivery may take: a worker that dies holds its sink up no longer than this. */
const leaseMs = 45_000;
const together = 200;
const longestErrorShown = 500;

/**
 * Tells a sink of everything in the log that it was not told of, in order. At least once: its place moves only after a
 * delivery, so a kill between the two repeats a batch, and nothing is ever left out. A failure waits, longer each time, and
 * holds up no other sink. Answers how many were delivered, or null where another process works for this sink.
 */
export const forwardEvents = async (core: Core, sink: EventSink): Promise<number | null> => {
  const claim = await core.forwarding.claim(sink.id, leaseMs);
  if (!claim) return null;
  const { fence } = claim;
  let { next } = claim;
  let delivered = 0;
  try {
    for (;;) {
      const events = await core.forwarding.eventsFrom(next, together);
      const last = events.at(-1);
      if (!last) break;
      await sink.deliver(await withNames(core, events));
      next = last.index + 1;
      delivered += events.length;
      if (!(await core.forwarding.advance(sink.id, fence, next, leaseMs))) return delivered;
    }
    await core.forwarding.release(sink.id, fence);
    return delivered;
  } catch (fault) {
    const error = faultText(fault, longestErrorShown);
    await core.forwarding.fail(sink.id, fence, error, backOffMs(claim.attempts + 1, core.ids.random()));
    return delivered;
  }
};

/** The people of a batch in one query. Whoever is not known (any more) stays an id in the event itself. */
const withNames = async (
  core: Core,
  events: readonly Pick<SequencedEvent, "index" | "event">[],
): Promise<readonly SequencedEvent[]> => {
  const ids = events.flatMap(({ event }) => [event.actorId, event.personId]).filter((id): id is PersonId => !!id);
  const people = new Map((await core.people.ofIds([...new Set(ids)])).map((person) => [person.id, person]));
  const named = (id: PersonId | null | undefined) => {
    const person = id && people.get(id);
    return person ? { id: person.id, name: person.name, email: person.email } : null;
  };
  return events.map(({ index, event }) => ({
    ...{ index, event },
    actor: named(event.actorId),
    person: named(event.personId),
  }));
};
