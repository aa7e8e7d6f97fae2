import type { Actor, AuditEntry } from "#core/domain/audit/event.ts";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Connector } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import type { Place } from "#core/usecases/access-of.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { faultText } from "#core/usecases/fault-text.ts";
import { hasHolding } from "#core/usecases/drift/has-holding.ts";

const longestErrorKept = 500;
/** The call begins within this after it was announced, or not at all. */
const beginsWithinMs = 2_000;

/** How access that no holding here explains is taken away, and what the record says then. */
export interface Taking {
  /** Takes it away and reads back that it is gone; throws where that is not known. */
  readonly take: (connector: Connector, place: Place, finding: StandingAccess) => Promise<void>;
  readonly recorded: (finding: StandingAccess) => AuditEntry;
}

/**
 * Takes away what was found of somebody whom no holding here knows; false where it may still stand. That it will be done is committed
 * first, and only then looked whether a grant began meanwhile; a grant that begins looks the other way round (`look-before.ts`).
 * So one of the two sees the other: nothing is taken that somebody was granted, and nothing is given that is being taken.
 */
export const takeFinding = async (
  core: Core,
  actor: Actor,
  item: CatalogueItem,
  { id, targetId }: Pick<StandingAccess, "id" | "targetId">,
  { take, recorded }: Taking,
): Promise<boolean> => {
  const find = async () => (await core.standing.openOf(targetId)).find((finding) => finding.id === id);
  const write = (changesAt: (now: Date) => Partial<StandingAccess>, event?: Taking["recorded"]) =>
    commitDecided(core, actor, async (now) => {
      const latest = await find();
      if (!latest) return refuse("gone");
      const writes = [update("StandingAccess", latest, changesAt(now))];
      return ok({ transition: transition({ writes, events: event ? [event(latest)] : [] }), value: latest });
    });
  const callTimeoutMs = core.targets.kind(item.target.kind)?.callTimeoutMs ?? Number.NaN;
  const announcedMs = performance.now();
  const begun = await write((now) => ({ expelUntil: new Date(now.getTime() + beginsWithinMs + callTimeoutMs) }));
  if (!begun.ok) return false;
  const call = await readyToTake(core, item, begun.value, take, announcedMs + beginsWithinMs);
  if (typeof call === "string") {
    await write((now) => ({ triedAt: now, error: call, expelUntil: null }));
    return false;
  }
  const error = await call().then(() => null, messageOf);
  if (error !== null) {
    // What failed may have its effect all the same, later.
    await write((now) => ({ triedAt: now, error }));
    return false;
  }
  await write((now) => ({ triedAt: now, error: null, expelUntil: null, openKey: null, goneAt: now }), recorded);
  return true;
};

/** The call, or why it is not made. */
const readyToTake = async (
  core: Core,
  item: CatalogueItem,
  finding: StandingAccess,
  take: Taking["take"],
  byMs: number,
): Promise<string | (() => Promise<void>)> => {
  try {
    const portal = await core.portals.current();
    if (!portal) return "the portal is unknown";
    const connector = core.targets.open(item.target);
    if (await hasHolding(core, finding)) return "a grant explains it by now";
    // By a clock that nobody sets: whoever waits for the call counts from when it was announced.
    if (performance.now() >= byMs) return "the portal was too slow";
    return () => take(connector, { portal, item }, finding);
  } catch (fault) {
    return messageOf(fault);
  }
};

const messageOf = (fault: unknown): string => faultText(fault, longestErrorKept);
