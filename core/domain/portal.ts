import type { PersonId } from "#core/domain/ids.ts";

/** Which portal a database belongs to. Objects at targets carry its id, so that two portals never touch each other's. */
export interface Portal {
  readonly id: string;
  readonly version: number;
  /** A demo portal binds to loopback only and says so on every page. */
  readonly demo: boolean;
  readonly createdAt: Date;
  /** When this database was last found to be an older copy, or to have gone another way than its witness knows. Null: never. */
  readonly restoredAt: Date | null;
  /** When an administrator said that it may give access again; null until then. */
  readonly restoreAcknowledgedAt: Date | null;
  readonly restoreAcknowledgedById: PersonId | null;
}

export const freshPortal = (id: string, demo: boolean, createdAt: Date): Portal => ({
  ...{ id, version: 1, demo, createdAt },
  ...{ restoredAt: null, restoreAcknowledgedAt: null, restoreAcknowledgedById: null },
});

/** Found to be a restored or copied database, and nobody has looked at it since: it may remove access, and give none. */
export const isRestored = ({
  restoredAt,
  restoreAcknowledgedAt,
}: Pick<Portal, "restoredAt" | "restoreAcknowledgedAt">): boolean =>
  restoredAt !== null && restoreAcknowledgedAt === null;

export const setupLinkMs = 15 * 60_000;

/** The console link that makes the first administrator, once. */
export interface SetupLink {
  /** SHA-256 of the token in the link. */
  readonly id: string;
  readonly version: number;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}
