import type { Resource } from "#core/domain/catalogue/entitlement.ts";
import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, together, type Transition, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";

const standing = { retiringAt: null, retiredAt: null };

type NewEntitlement = Extract<ProposedChange, { kind: "entitlement" }>;

/** A new action on a resource; the resource too, where it is not known yet. */
export const addEntitlement = async (
  core: Core,
  proposed: NewEntitlement,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const target = (await core.catalogue.targets()).find(({ name }) => name === proposed.target);
  if (!target) return refuse("unknown_target");
  const items = (await core.catalogue.all()).filter((item) => item.target.id === target.id);
  const known = items.find(({ resource }) => resource.name === proposed.resource)?.resource;
  if (items.some(({ resource, entitlement }) => resource.id === known?.id && entitlement.action === proposed.action))
    return refuse("name_taken");

  const resource = known ?? newResource(core, proposed, target.id, now);
  const { action, name, description, mapping, sensitive } = proposed;
  const id = core.ids.newId("ent");
  const row = { id, version: 1, resourceId: resource.id, targetId: target.id, createdAt: now, ...standing };
  const added = transition({
    writes: [insert("Entitlement", { ...row, action, name, description, mapping, sensitive })],
    events: [{ kind: "entitlementAdded", entitlementId: id, targetId: target.id, data: { name, action, mapping } }],
  });
  if (known) return ok(added);
  const { name: resourceName, tags, ownerGroupId } = resource;
  const withResource = transition({
    writes: [insert("Resource", resource)],
    events: [{ kind: "resourceAdded", targetId: target.id, data: { name: resourceName, tags, ownerGroupId } }],
  });
  return ok(together(withResource, added));
};

const newResource = (core: Core, proposed: NewEntitlement, targetId: Resource["targetId"], now: Date): Resource => ({
  id: core.ids.newId("res"),
  version: 1,
  targetId,
  name: proposed.resource,
  description: proposed.resourceDescription,
  tags: proposed.tags,
  ownerGroupId: proposed.ownerGroupId ?? null,
  createdAt: now,
  ...standing,
});
