import type { EntitlementId, GroupId, ResourceId, TargetId } from "#core/domain/ids.ts";

/**
 * What becomes of access that no live grant explains: `report` shows it and leaves it, `enforce` takes it away. A reviewed
 * setting of each target, `report` unless somebody chose otherwise.
 */
export const driftModes = ["report", "enforce"] as const;
type DriftMode = (typeof driftModes)[number];

/** One configured system that holds access. */
export interface Target {
  readonly id: TargetId;
  readonly version: number;
  readonly name: string;
  readonly kind: string;
  readonly description: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sealedSecret: string;
  readonly driftMode: DriftMode;
  readonly createdAt: Date;
  /** From here on nothing is granted here, and what was granted is ending. */
  readonly retiringAt: Date | null;
  /** When nothing of it stood any more. */
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
  readonly retiringAt: Date | null;
  readonly retiredAt: Date | null;
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
  readonly retiringAt: Date | null;
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

/** Whether it can be asked for: neither it nor what it belongs to is retired or about to be. */
export const isOffered = ({ entitlement, resource, target }: CatalogueItem): boolean =>
  [entitlement, resource, target].every(({ retiringAt, retiredAt }) => retiringAt === null && retiredAt === null);

/** What can be retired, by the table it stands in. */
export type Retirable =
  | { readonly table: "Target"; readonly row: Target }
  | { readonly table: "Resource"; readonly row: Resource }
  | { readonly table: "Entitlement"; readonly row: Entitlement };
