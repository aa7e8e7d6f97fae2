import type { Person } from "#core/domain/directory/person.ts";
import { directoryAccount } from "#core/domain/holding/directory-account.ts";
import type { EntitlementId, HoldingId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import { accessAt, byLogin, type Place } from "#core/usecases/access-of.ts";

export interface StandingBefore {
  readonly entitlementId: EntitlementId;
  readonly name: string;
  /** `unknown`: the target did not say in time. */
  readonly state: "there" | "unknown";
  /** Whether the target's owners want it taken away when the grant ends. */
  readonly isTakenAway: boolean;
}

/** An approver waits for a page, not for a target. */
const patienceMs = 2_000;

/**
 * Which of the entitlements the holder has at the target already, without any grant that gave it (domain rule 14): the target
 * itself is asked. Only where people have logins of their own; one that is made for a grant has nothing yet.
 */
export const standingBefore = async (
  core: Core,
  holder: Person,
  ids: readonly EntitlementId[],
): Promise<readonly StandingBefore[]> => {
  const [items, portal] = await Promise.all([core.catalogue.ofIds(ids), core.portals.current()]);
  if (!portal) return [];
  const shared = items.filter(({ target }) => core.targets.kind(target.kind)?.accounts === "membership");
  const looked = await Promise.all(
    shared.map(async (item) => ({ item, state: await within(patienceMs, look(core, holder, { portal, item })) })),
  );
  return looked.flatMap(({ item: { entitlement, target }, state }) =>
    state === "absent"
      ? []
      : [{ entitlementId: entitlement.id, name: entitlement.name, state, isTakenAway: target.driftMode === "enforce" }],
  );
};

const look = async (core: Core, holder: Person, place: Place): Promise<"there" | "absent" | "unknown"> => {
  const { target, entitlement } = place.item;
  const known = await core.accounts.ofPerson(target.id, holder.id);
  const kind = core.targets.kind(target.kind);
  const nobody = "hld_00000000000000000000000000" as HoldingId;
  const account = known?.account ?? directoryAccount(holder, target) ?? kind?.accountFor(holder.email, nobody);
  if (account === undefined) return "unknown";
  const holding = await core.holdings.ofAccount(target.id, account, entitlement.id);
  // What a grant of ours gave is no news, and is shown as held.
  if (holding?.state === "present") return holding.standing === true ? "there" : "absent";
  const access = {
    ...accessAt(place, { id: nobody, ...byLogin(account), fence: 0 }),
    ...(holding ? { holdingId: holding.id } : {}),
  };
  const seen = await core.targets.open(target).observe(access);
  return seen.state === "absent" ? "absent" : "there";
};

const within = async <T>(ms: number, work: Promise<T>): Promise<T | "unknown"> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"unknown">((resolve) => {
    timer = setTimeout(() => resolve("unknown"), ms);
  });
  try {
    return await Promise.race([work.catch((): "unknown" => "unknown"), late]);
  } finally {
    clearTimeout(timer);
  }
};
