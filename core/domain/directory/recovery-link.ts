import type { PersonId } from "#core/domain/ids.ts";

export const recoveryLinkMs = 15 * 60_000;

/**
 * The console link that gives one person their sign-in back, once. There is one of each person at most: a newer one takes the
 * place of the one before, which is good for nothing from then on.
 */
export interface RecoveryLink {
  readonly id: PersonId;
  readonly version: number;
  /** SHA-256 of the token in the link. */
  readonly hash: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/** At exactly the deadline it is over. */
export const isRecoveryLinkGood = ({ usedAt, expiresAt }: RecoveryLink, now: Date): boolean =>
  usedAt === null && now < expiresAt;
