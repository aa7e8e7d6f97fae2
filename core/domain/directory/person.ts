import type { GroupId, PersonId } from "#core/domain/ids.ts";
import type { AttributeValue } from "#core/domain/policy/facts.ts";

/** Standing duties in the portal itself. Approving is not one: who may approve follows from policy, request by request. */
export const portalRoles = ["administrator", "auditor", "reviewer"] as const;
export type PortalRole = (typeof portalRoles)[number];

/** A human or agent known to the portal. */
export interface Person {
  readonly id: PersonId;
  readonly version: number;
  readonly email: string;
  readonly name: string;
  /** IANA name, "Europe/Berlin". */
  readonly timezone: string;
  readonly roles: readonly PortalRole[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly onCall: boolean;
  readonly managerId: PersonId | null;
  readonly source: "local" | "oidc";
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
}

/** A named set of people and groups. */
export interface Group {
  readonly id: GroupId;
  readonly version: number;
  readonly name: string;
  readonly source: "local" | "oidc";
  readonly personIds: readonly PersonId[];
  readonly groupIds: readonly GroupId[];
  readonly createdAt: Date;
}

export interface LocalAccount {
  /** The person's id. */
  readonly id: PersonId;
  readonly version: number;
  readonly passwordHash: string;
  readonly changedAt: Date;
}

export const isEnabled = (person: Pick<Person, "disabledAt">): boolean => person.disabledAt === null;
