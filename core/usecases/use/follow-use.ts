import type { Actor } from "#core/domain/audit/event.ts";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import { isLive } from "#core/domain/grant/grant.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { insert, transition, update } from "#core/domain/transition.ts";
import { seeUse } from "#core/domain/use/see-use.ts";
import type { TargetWatch } from "#core/domain/use/use-seen.ts";
import { mostWatched } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import { askSessions } from "#core/usecases/use/ask-sessions.ts";
import { followSignIns } from "#core/usecases/use/follow-sign-ins.ts";

/** How often each target is asked how its access is used. */
const lookEveryMs = 30_000;

/**
 * Follows how access is used at every target that is due, each apart from the others: one that hangs holds up none of them.
 * Any number of processes may; whoever moves the row of a target looks at it, and one that dies meanwhile is made up for by
 * the next look. Answers how many were looked at.
 */
export const followUse = async (core: Core, actor: Actor): Promise<number> => {
  const targets = (await core.catalogue.targets()).filter(({ retiredAt }) => retiredAt === null);
  const looked = await Promise.all(
    targets.map(async (target) => {
      const watch = await claimLook(core, actor, target);
      if (!watch) return false;
      await lookAtSessions(core, actor, target);
      if (core.targets.kind(target.kind)?.tells.includes("sign-ins")) await followSignIns(core, actor, target, watch);
      return true;
    }),
  );
  return looked.filter(Boolean).length;
};

const claimLook = async (core: Core, actor: Actor, { id, kind }: Target): Promise<TargetWatch | null> => {
  if (!core.targets.kind(kind)?.tells.length) return null;
  const [known, now] = await Promise.all([core.uses.watchOf(id), core.clock.now()]);
  if (known && now.getTime() - known.lookedAt.getTime() < lookEveryMs) return null;
  const first = { id, version: 1, lookedAt: now, position: null, readAt: null, unable: null, error: null };
  const write = known ? update("TargetWatch", known, { lookedAt: now }) : insert("TargetWatch", first);
  const [commit] = await core.store.commit(actor, [transition({ writes: [write] })]);
  return commit?.done ? (write.row as TargetWatch) : null;
};

const lookAtSessions = async (core: Core, actor: Actor, target: Target): Promise<void> => {
  const live = (await core.grants.openOn(target.id)).filter(isLive);
  for (let from = 0; from < live.length; from += mostWatched) {
    const asked = await askSessions(core, target, live.slice(from, from + mostWatched));
    if (asked.state !== "told") return;
    await noteUse(core, actor, target, asked.of);
  }
};

const noteUse = async (
  core: Core,
  actor: Actor,
  target: Target,
  sessionsOf: ReadonlyMap<HoldingId, readonly unknown[]>,
): Promise<void> => {
  const inUse = [...sessionsOf].filter(([, sessions]) => sessions.length > 0).map(([id]) => id);
  const [known, now] = await Promise.all([core.uses.ofHoldings(inUse), core.clock.now()]);
  const steps = inUse.flatMap((id) => {
    const row = known.find((use) => use.id === id);
    return seeUse(row, { id, targetId: target.id }, now) ?? [];
  });
  if (steps.length > 0) await core.store.commit(actor, steps);
};
