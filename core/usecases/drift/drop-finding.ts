import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { noLongerKnown } from "#core/usecases/drift/no-longer-known.ts";

/** No comparison looks for it any more, so nobody will see whether it is gone; nobody says that it is. */
export const dropFinding = (finding: StandingAccess, because: string): Transition => {
  const { targetId, entitlementId, account } = finding;
  return transition({
    writes: [update("StandingAccess", finding, { openKey: null, error: `no longer looked for: ${because}` })],
    events: [{ kind: "driftDropped", targetId, entitlementId, data: { account, because } }],
  });
};

/**
 * What was found of an entitlement, and known there, before it meant something else: it stands at another place than comparisons look
 * at from now on. What was known there excuses nobody here.
 */
export const dropSeen = async (
  core: Core,
  { target, entitlement }: Pick<CatalogueItem, "target" | "entitlement">,
  now: Date,
): Promise<Transition> => {
  const because = "the entitlement means something else";
  const [open, known] = await Promise.all([core.standing.openOf(target.id), core.standing.known(target.id)]);
  const dropped = open
    .filter((each) => each.entitlementId === entitlement.id)
    .map((each) => dropFinding(each, because));
  const unknown = known
    .filter((each) => each.entitlementId === entitlement.id)
    .map((each) => noLongerKnown(each, because, now));
  return together(...dropped, ...unknown);
};

/** What was found at a target that is retired, which nobody compares any more. */
export const dropFoundAt = async (core: Core, targetId: TargetId): Promise<Transition> =>
  together(...(await core.standing.openOf(targetId)).map((each) => dropFinding(each, "the target is retired")));
