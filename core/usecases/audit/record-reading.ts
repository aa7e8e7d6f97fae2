import type { EventKind } from "#core/domain/audit/event.ts";
import { transition } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";

const onceInMs = 15 * 60_000;

/** Reading leaves a record: once per person, view and filter per quarter of an hour. Throws when it cannot be written. */
export const recordReading = async (
  core: Core,
  caller: Caller,
  kind: Extract<EventKind, "auditRead" | "auditExported">,
  view: string,
): Promise<void> => {
  const key = `${kind} ${view}`;
  if (await core.audit.readRecently(caller.person.id, key, onceInMs)) return;
  const [commit] = await core.store.commit(caller.actor, [transition({ events: [{ kind, data: { view: key } }] })]);
  if (!commit?.done) throw new Error("a reading could not be recorded");
};
