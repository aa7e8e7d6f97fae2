import type { Bundle } from "#core/domain/catalogue/bundle.ts";
import type { Entitlement, Resource, Target } from "#core/domain/catalogue/entitlement.ts";
import type { GroupId } from "#core/domain/ids.ts";
import { insert, type Transition, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

/** Where the demo's target listens, and the connector's own login there. */
export interface OrdersTarget {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
}

const actions = [
  { action: "read", description: "Read every table of the shop: customers, products, orders, payments" },
  { action: "write", description: "Change rows of the shop: insert, update and delete" },
] as const;

/** The settings that reach the target, judged by its connector as any administrator's are. */
export const ordersSettings = (
  core: Core,
  { host, port, username, database }: Omit<OrdersTarget, "password">,
): Target["settings"] => {
  const given = {
    host,
    port,
    user: username,
    // The one database that the connector may enter.
    maintenanceDatabase: database,
    // Within this machine, where a certificate would say nothing.
    sslMode: "disable",
  };
  const checked = core.targets.kind("postgresql")?.checkSettings(given);
  if (!checked?.ok)
    throw new Error(`the connector refuses the demo's target: ${checked?.error ?? "no such connector"}`);
  return checked.value;
};

const checkedMapping = (core: Core, mapping: unknown): Entitlement["mapping"] => {
  const checked = core.targets.kind("postgresql")?.checkMapping(mapping);
  if (!checked?.ok) throw new Error(`the connector refuses a mapping: ${checked?.error ?? "no such connector"}`);
  return checked.value;
};

/** The second database as a target, with what can be asked for there. */
export const demoCatalogue = (core: Core, orders: OrdersTarget, ownerGroupId: GroupId, now: Date): Transition => {
  const target: Target = {
    id: core.ids.newId("tgt"),
    version: 1,
    name: "orders",
    kind: "postgresql",
    description: "The shop's PostgreSQL cluster",
    settings: ordersSettings(core, orders),
    sealedSecret: core.targets.seal(orders.password),
    driftMode: "report",
    createdAt: now,
    retiringAt: null,
    retiredAt: null,
  };
  const resource: Resource = {
    id: core.ids.newId("res"),
    version: 1,
    targetId: target.id,
    name: "orders-db",
    description: "Customers, products, orders and payments of the shop",
    tags: { env: "prod" },
    ownerGroupId,
    createdAt: now,
    retiringAt: null,
    retiredAt: null,
  };
  const entitlements = actions.map(({ action, description }): Entitlement => ({
    id: core.ids.newId("ent"),
    version: 1,
    resourceId: resource.id,
    targetId: target.id,
    action,
    name: `${action} on orders-db`,
    description,
    mapping: checkedMapping(core, { role: `orders_${action}`, database: orders.database }),
    sensitive: false,
    createdAt: now,
    retiringAt: null,
    retiredAt: null,
  }));
  const bundle: Bundle = {
    id: core.ids.newId("bdl"),
    version: 1,
    name: "Shop incident",
    description: "Look at the shop's data and put it right",
    entitlementIds: entitlements.map(({ id }) => id),
    createdAt: now,
    retiredAt: null,
  };
  const { id: targetId, name, kind, settings } = target;
  return transition({
    writes: [
      insert("Target", target),
      insert("Resource", resource),
      ...entitlements.map((entitlement) => insert("Entitlement", entitlement)),
      insert("Bundle", bundle),
    ],
    events: [
      { kind: "targetAdded", targetId, data: { name, kind, settings } },
      { kind: "resourceAdded", targetId, data: { name: resource.name, tags: resource.tags, ownerGroupId } },
      ...entitlements.map(({ id: entitlementId, name, action, mapping }) => ({
        kind: "entitlementAdded" as const,
        ...{ entitlementId, targetId },
        data: { name, action, mapping },
      })),
      { kind: "bundleAdded", data: { bundle: bundle.name, entitlementIds: bundle.entitlementIds } },
    ],
  });
};
