/** Which portal a database belongs to. Objects at targets carry its id, so that two portals never touch each other's. */
export interface Portal {
  readonly id: string;
  readonly version: number;
  /** A demo portal binds to loopback only and says so on every page. */
  readonly demo: boolean;
  readonly createdAt: Date;
}

export const setupLinkMs = 15 * 60_000;

/** The console link that makes the first administrator, once. */
export interface SetupLink {
  /** SHA-256 of the token in the link. */
  readonly id: string;
  readonly version: number;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}
