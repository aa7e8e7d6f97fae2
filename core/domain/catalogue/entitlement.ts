import type { EntitlementId, GroupId, ResourceId, TargetId } from "#core/domain/ids.ts";

/** One configured system that holds access. */
export interface Target {
  readonly id: TargetId;
  readonly version: number;
  readonly name: string;
  readonly kind: string;
  readonly description: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sealedSecret: string;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

/** A thing inside a target: a database, a host group, a namespace. */
export interface Resource {
  readonly id: ResourceId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly ownerGroupId: GroupId | null;
  readonly createdAt: Date;
}

/** One action on one resource: the unit that is requested, approved, granted. */
export interface Entitlement {
  readonly id: EntitlementId;
  readonly version: number;
  readonly resourceId: ResourceId;
  readonly targetId: TargetId;
  readonly action: string;
  readonly name: string;
  readonly description: string;
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly sensitive: boolean;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

/** An entitlement with what it belongs to: what a decision and an operation need to know of it. */
export interface CatalogueItem {
  readonly entitlement: Entitlement;
  readonly resource: Resource;
  readonly target: Target;
  /** Name of the group that owns the resource. */
  readonly ownerGroup: string | null;
}
