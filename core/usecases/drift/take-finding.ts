import type { Actor } from "#core/domain/audit/event.ts";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { accessAt } from "#core/usecases/access-of.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { faultText } from "#core/usecases/fault-text.ts";

const longestErrorKept = 500;
/** The call begins within this after it was announced, or not at all. */
const beginsWithinMs = 2_000;

/**
 * Takes an entitlement from somebody whom no holding here knows, and reads back that it is gone. That it will be done is committed
 * first, and only then looked whether a grant began meanwhile; a grant that begins looks the other way round (`look-before.ts`).
 * So one of the two sees the other: nothing is taken that somebody was granted, and nothing is given that is being taken.
 */
export const expelStranger = async (
  core: Core,
  actor: Actor,
  item: CatalogueItem,
  { id, targetId }: Pick<StandingAccess, "id" | "targetId">,
): Promise<void> => {
  const find = async () => (await core.standing.openOf(targetId)).find((finding) => finding.id === id);
  const write = (changesAt: (now: Date) => Partial<StandingAccess>, event?: "driftRemoved") =>
    commitDecided(core, actor, async (now) => {
      const latest = await find();
      if (!latest) return refuse("gone");
      const { entitlementId, account } = latest;
      return ok({
        transition: transition({
          writes: [update("StandingAccess", latest, changesAt(now))],
          events: event ? [{ kind: event, targetId, entitlementId, data: { account } }] : [],
        }),
        value: latest,
      });
    });
  const callTimeoutMs = core.targets.kind(item.target.kind)?.callTimeoutMs ?? Number.NaN;
  const announcedMs = performance.now();
  const begun = await write((now) => ({ expelUntil: new Date(now.getTime() + beginsWithinMs + callTimeoutMs) }));
  if (!begun.ok) return;
  const call = await readyToExpel(core, item, begun.value, announcedMs + beginsWithinMs);
  if (typeof call === "string") {
    await write((now) => ({ triedAt: now, error: call, expelUntil: null }));
    return;
  }
  const error = await call().then(() => null, messageOf);
  if (error !== null) {
    // What failed may have its effect all the same, later.
    await write((now) => ({ triedAt: now, error }));
    return;
  }
  await write((now) => ({ triedAt: now, error: null, expelUntil: null, openKey: null, goneAt: now }), "driftRemoved");
};

/** The call, or why it is not made. */
const readyToExpel = async (
  core: Core,
  item: CatalogueItem,
  { id, targetId, entitlementId, account }: StandingAccess,
  byMs: number,
): Promise<string | (() => Promise<void>)> => {
  try {
    const portal = await core.portals.current();
    if (!portal) return "the portal is unknown";
    // The finding stands where a holding would: nothing else at the target bears its name.
    const access = accessAt({ portal, item }, { id: id as unknown as HoldingId, account, fence: 0 });
    const connector = core.targets.open(item.target);
    if (await core.holdings.ofAccount(targetId, account, entitlementId)) return "a grant explains it by now";
    // By a clock that nobody sets: whoever waits for the call counts from when it was announced.
    if (performance.now() >= byMs) return "the portal was too slow";
    return () => connector.expel(access);
  } catch (fault) {
    return messageOf(fault);
  }
};

const messageOf = (fault: unknown): string => faultText(fault, longestErrorKept);
