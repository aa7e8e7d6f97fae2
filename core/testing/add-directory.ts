import type { Actor } from "#core/domain/audit/event.ts";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { EntitlementId, TargetId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { insert, together, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

const actor: Actor = { personId: null, via: "console", correlationId: "test" };

interface AddedDirectory {
  readonly targetId: TargetId;
  /** Reading it: at once for whoever is on call. */
  readonly read: EntitlementId;
  readonly audit: EntitlementId;
}

/** A target where people have accounts of their own, with two things to ask for. */
export const addDirectory = async (
  core: Core,
  { name = "directory", driftMode = "report" }: Partial<Pick<Target, "name" | "driftMode">> = {},
): Promise<AddedDirectory> => {
  const createdAt = await core.clock.now();
  const [targetId, resourceId] = [core.ids.newId("tgt"), core.ids.newId("res")];
  const [read, audit] = [core.ids.newId("ent"), core.ids.newId("ent")];
  const common = { version: 1, description: "", createdAt, retiringAt: null, retiredAt: null };
  const place = { settings: {}, sealedSecret: core.targets.seal("fake"), driftMode };
  const entitlement = (id: EntitlementId, action: string) =>
    insert("Entitlement", {
      ...{ ...common, id, resourceId, targetId, action, mapping: {}, sensitive: false },
      name: `${action} ${name}`,
    });
  const [commit] = await core.store.commit(actor, [
    together(
      transition({
        writes: [
          insert("Target", { ...common, ...place, id: targetId, name, kind: "directory" }),
          insert("Resource", { ...common, id: resourceId, targetId, name, tags: {}, ownerGroupId: null }),
          entitlement(read, "read"),
          entitlement(audit, "audit"),
        ],
      }),
      moveEpoch(await core.policies.epochs(), "catalogue"),
    ),
  ]);
  if (!commit?.done) throw new Error("the directory could not be added");
  return { targetId, read, audit };
};
