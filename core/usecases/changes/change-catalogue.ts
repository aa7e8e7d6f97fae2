import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { CatalogueItem, Entitlement, Target } from "#core/domain/catalogue/entitlement.ts";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";
import { dropSeen } from "#core/usecases/drift/drop-finding.ts";

type Proposed<K extends ProposedChange["kind"]> = Extract<ProposedChange, { kind: K }>;

/** Other tags for a resource: what policy's rules select it by. */
export const setTags = async (
  core: Core,
  { resourceId, tags }: Proposed<"tags">,
): Promise<Result<Transition, ApplyRefusal>> => {
  const item = (await core.catalogue.all()).find(({ resource }) => resource.id === resourceId);
  if (!item) return refuse("unknown_resource");
  return ok(
    transition({
      writes: [update("Resource", item.resource, { tags })],
      events: [
        {
          kind: "resourceTagged",
          targetId: item.target.id,
          data: { resource: item.resource.name, tags, before: item.resource.tags },
        },
      ],
    }),
  );
};

/**
 * What an entitlement means at its target. Votes for what it meant before count for nothing, and a scheduled grant of it ends
 * as ineligible unless policy gives the new one by itself. What is held is taken away as the entitlement says, and so is what a
 * comparison or a review says must go: so it says nothing else while there is any of it, were it since this very moment. What merely
 * stands without a grant is no longer looked for there, and the record says so.
 */
export const setMapping = async (
  core: Core,
  { entitlementId, mapping, sensitive }: Proposed<"mapping">,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const [item] = await core.catalogue.ofIds([entitlementId]);
  if (!item) return refuse("unknown_entitlement");
  const { entitlement, target } = item;
  const isMoved = !isSame(entitlement.mapping, mapping);
  if (isMoved && (await core.holdings.isHeld(entitlementId))) return refuse("still_held");
  const dropped = isMoved ? await dropSeen(core, item, now) : transition({});
  return ok(
    together(dropped, {
      ...transition({ unheld: isMoved ? [entitlementId] : [] }),
      writes: [update("Entitlement", entitlement, { mapping, sensitive })],
      events: [
        {
          kind: "entitlementChanged",
          entitlementId,
          targetId: target.id,
          data: { mapping, sensitive, before: entitlement.mapping },
        },
      ],
    }),
  );
};

const isSame = (one: Entitlement["mapping"], other: Entitlement["mapping"]): boolean =>
  canonicalJson(one as Json) === canonicalJson(other as Json);

/** How a target is reached. A secret comes sealed; without one, the known secret stays. */
export const setSettings = async (
  core: Core,
  { targetId, settings, description, driftMode }: Proposed<"settings">,
  sealedSecret: unknown,
): Promise<Result<Transition, ApplyRefusal>> => {
  const target = await core.catalogue.findTarget(targetId);
  if (!target || target.retiredAt) return refuse("unknown_target");
  const secret = typeof sealedSecret === "string" ? { sealedSecret } : {};
  return ok(
    transition({
      writes: [update("Target", target, { settings, description, ...secret, ...(driftMode ? { driftMode } : {}) })],
      events: [
        {
          kind: "targetChanged",
          targetId,
          data: {
            ...{ settings, before: target.settings, secretReplaced: typeof sealedSecret === "string" },
            ...(driftMode ? { driftMode, driftModeBefore: target.driftMode } : {}),
          },
        },
      ],
    }),
  );
};

/** The item that a mapping is for, with what its connector says of it. */
export const checkMapping = async (
  core: Core,
  { entitlementId, mapping }: Proposed<"mapping">,
): Promise<Result<CatalogueItem, "unknown_entitlement" | "invalid_mapping" | "mapping_taken">> => {
  const [item] = await core.catalogue.ofIds([entitlementId]);
  if (!item || item.entitlement.retiredAt) return refuse("unknown_entitlement");
  const free = await checkFree(core, item.target, mapping, entitlementId);
  return free.ok ? ok(item) : free;
};

/**
 * Whether a mapping is one that the target's connector knows, and gives what no other entitlement there gives: where people have
 * accounts of their own, the end of the one would take away what the other still wants (promise 4).
 */
export const checkFree = async (
  core: Core,
  target: Target,
  mapping: Entitlement["mapping"],
  own: Entitlement["id"] | null,
): Promise<Result<null, "invalid_mapping" | "mapping_taken">> => {
  const kind = core.targets.kind(target.kind);
  if (!kind?.checkMapping(mapping).ok) return refuse("invalid_mapping");
  const key = kind.accessKey?.(mapping);
  if (key === undefined) return ok(null);
  const others = (await core.catalogue.all()).filter(
    ({ entitlement, target: { id } }) => id === target.id && entitlement.id !== own,
  );
  return others.some(({ entitlement }) => kind.accessKey?.(entitlement.mapping) === key)
    ? refuse("mapping_taken")
    : ok(null);
};
