import type { Actor } from "#core/domain/audit/event.ts";
import { together, transition } from "#core/domain/transition.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import type { Core } from "#core/ports/core.ts";
import { dropFoundAt } from "#core/usecases/drift/drop-finding.ts";
import { namesOf, retirement, subjectOf } from "#core/usecases/changes/begin-retirement.ts";

/** Whatever is being retired is retired once nothing that it granted is left: the target has confirmed the last of it. */
export const completeRetirements = async (core: Core, actor: Actor): Promise<void> => {
  const done = await core.catalogue.retirementsDone();
  if (done.length === 0) return;
  const now = await core.clock.now();
  for (const each of done) {
    const step = transition({
      writes: [retirement(each, { retiredAt: now })],
      events: [{ kind: "retirementCompleted", ...subjectOf(each), data: namesOf(each) }],
    });
    const dropped = each.table === "Target" ? await dropFoundAt(core, each.row.id) : transition({});
    // Refused where another replica has just done the same.
    await core.store.commit(actor, [together(step, dropped, moveEpoch(await core.policies.epochs(), "catalogue"))]);
  }
};
