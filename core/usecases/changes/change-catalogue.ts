import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";

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
 * as ineligible unless policy gives the new one by itself.
 */
export const setMapping = async (
  core: Core,
  { entitlementId, mapping, sensitive }: Proposed<"mapping">,
): Promise<Result<Transition, ApplyRefusal>> => {
  const [item] = await core.catalogue.ofIds([entitlementId]);
  if (!item) return refuse("unknown_entitlement");
  const { entitlement, target } = item;
  return ok(
    transition({
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
): Promise<Result<CatalogueItem, "unknown_entitlement" | "invalid_mapping">> => {
  const [item] = await core.catalogue.ofIds([entitlementId]);
  if (!item || item.entitlement.retiredAt) return refuse("unknown_entitlement");
  return core.targets.kind(item.target.kind)?.checkMapping(mapping).ok ? ok(item) : refuse("invalid_mapping");
};
