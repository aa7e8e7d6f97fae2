import type { Actor } from "#core/domain/audit/event.ts";
import type { Json } from "#core/domain/audit/tree/canonical-json.ts";
import { finishErasure } from "#core/domain/erasure/erasure-steps.ts";
import type { Erasure } from "#core/domain/erasure/erasure.ts";
import { forgetPerson } from "#core/domain/erasure/forget-person.ts";
import type { Request } from "#core/domain/request/request.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { Eraser } from "#core/ports/eraser.ts";
import type { Sought } from "#core/ports/erasures.ts";

/**
 * Finds and erases what was kept of somebody whose name is gone: rows of theirs, the inputs of other people's decisions, the
 * values behind the record. How far it came is noted after each piece. False where the record is not readable to the end yet,
 * or another process goes on with it.
 */
export const eraseKept = async (core: Core, eraser: Eraser, actor: Actor, erasure: Erasure): Promise<boolean> => {
  const { personId, changeId, identity } = erasure;
  const sought: Sought = { personId, changeId, ...identity };
  while ((await core.erasures.forgetRows(sought)) > 0);
  const asked = await forgetInputs(core, actor, erasure, sought);
  const searched = asked && (await eraseValues(core, eraser, actor, asked, sought));
  if (!searched) return false;
  return (await commitOne(core, actor, finishErasure(searched, await core.clock.now()))) !== null;
};

/** What other people's decisions were made from names approvers and owners: one that was erased becomes their pseudonym there. */
const forgetInputs = async (core: Core, actor: Actor, from: Erasure, sought: Sought): Promise<Erasure | null> => {
  let erasure = from;
  for (;;) {
    const { found, to, over } = await core.erasures.requestsNaming(sought, erasure.requestsTo);
    const now = await core.clock.now();
    const commits = await core.store.commit(
      actor,
      found.map((request) =>
        transition({ writes: [update("Request", request, { facts: without(request, sought, now) })] }),
      ),
    );
    // One that changed in between is looked at again: the piece is not left before all of it is done.
    if (commits.some(({ done }) => !done)) continue;
    if (over) return erasure;
    const noted = await note(core, actor, erasure, { requestsTo: to });
    if (!noted) return null;
    erasure = noted;
  }
};

const without = ({ facts }: Request, { personId, emails }: Sought, now: Date): Request["facts"] => ({
  ...(forgetPerson(facts as unknown as Json, personId, emails) as unknown as Request["facts"]),
  erasedAt: now.toISOString(),
});

const eraseValues = async (
  core: Core,
  eraser: Eraser,
  actor: Actor,
  from: Erasure,
  sought: Sought,
): Promise<Erasure | null> => {
  let erasure = from;
  for (;;) {
    const { found, to, over } = await core.erasures.valuesOf(sought, erasure.searchedTo);
    const values = erasure.values + (await eraser.erase(found));
    if (to === erasure.searchedTo) return over ? erasure : null;
    const noted = await note(core, actor, erasure, { searchedTo: to, values });
    if (!noted || over) return noted;
    erasure = noted;
  }
};

type Progress = Partial<Pick<Erasure, "requestsTo" | "searchedTo" | "values">>;

/** Null where another process has noted more. */
const note = async (core: Core, actor: Actor, erasure: Erasure, progress: Progress): Promise<Erasure | null> => {
  const done = await commitOne(core, actor, transition({ writes: [update("Erasure", erasure, progress)] }));
  return done && { ...erasure, ...progress, version: erasure.version + 1 };
};

const commitOne = async (core: Core, actor: Actor, step: Transition): Promise<true | null> => {
  const [commit] = await core.store.commit(actor, [step]);
  return commit?.done ? true : null;
};
