import type { PersonId, SessionId, TokenId } from "#core/domain/ids.ts";

export const sessionIdleMs = 30 * 60_000;
export const sessionAbsoluteMs = 12 * 3_600_000;
/** Extending access needs a holder who proved who they are this recently (domain rule 9). */
export const recentVerificationMs = 5 * 60_000;

export type SessionEndReason =
  "signed-out" | "person-disabled" | "ended-by-administrator" | "ended-by-person" | "recovered";

export interface Session {
  readonly id: SessionId;
  readonly version: number;
  readonly personId: PersonId;
  readonly method: "password" | "oidc";
  /** As whom the provider knows who signed in (`providerSubject`); null for a password, and where no provider was asked. */
  readonly providerSubject: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly verifiedAt: Date;
  /** How the person proved it then. */
  readonly verifiedBy: "password" | "oidc" | "passkey";
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: SessionEndReason | null;
}

/** A session lives until it is ended, idle for too long, or too old: whichever comes first. At exactly the deadline it is over. */
export const isSessionLive = (session: Session, now: Date): boolean =>
  session.endedAt === null && now < session.expiresAt && now.getTime() < session.seenAt.getTime() + sessionIdleMs;

export const tokenScopes = [
  "request:read",
  "request:write",
  "vote",
  "grant:end",
  "credential",
  "audit:read",
  "admin:read",
  "admin:write",
] as const;
export type TokenScope = (typeof tokenScopes)[number];

export const tokenMaxDays = 90;

/** A personal token for the HTTP API. It never carries more than its scopes and its person's present rights. */
export interface ApiToken {
  readonly id: TokenId;
  readonly version: number;
  readonly personId: PersonId;
  readonly name: string;
  readonly hash: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export const isTokenLive = (token: ApiToken, now: Date): boolean => token.revokedAt === null && now < token.expiresAt;
