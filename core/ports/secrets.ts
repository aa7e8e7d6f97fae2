/** What only works with a library or the platform's cryptography. Nothing here keeps a secret. */
export interface Secrets {
  /** argon2id, in the PHC string format. */
  hashPassword(password: string): Promise<string>;
  /** Takes as long for a null hash as for a real one, and is then false: who has an account cannot be told from the time. */
  verifyPassword(hash: string | null, password: string): Promise<boolean>;
  /** A new token of 256 random bits and its SHA-256. */
  newToken(): { readonly token: string; readonly hash: string };
  hashToken(token: string): string;
  /** At least 128 random bits, in letters and digits that are not mistaken for one another. */
  newRecoveryCode(): string;
}
