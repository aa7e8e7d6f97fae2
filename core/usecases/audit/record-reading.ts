import type { EventKind } from "#core/domain/audit/event.ts";
import { transition } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";

const onceInMs = 15 * 60_000;
/** A page that refreshes itself is the reading of whoever opened it, as long as that is plausible. */
export const openedInMs = 12 * 3_600_000;

/**
 * Reading leaves a record: once per person, view and filter per quarter of an hour, or in `onceWithinMs`. Throws when it cannot
 * be written.
 */
export const recordReading = async (
  core: Core,
  caller: Caller,
  kind: Extract<EventKind, "auditRead" | "auditExported">,
  view: string,
  onceWithinMs = onceInMs,
): Promise<void> => {
  const key = `${kind} ${view}`;
  if (await core.audit.readRecently(caller.person.id, key, onceWithinMs)) return;
  const [commit] = await core.store.commit(caller.actor, [transition({ events: [{ kind, data: { view: key } }] })]);
  if (!commit?.done) throw new Error("a reading could not be recorded");
};
