import { createHash, randomBytes } from "node:crypto";
import { hash, verify, type Options } from "@node-rs/argon2";
import { newRecoveryCode } from "./recovery-code.ts";
import type { Secrets } from "#core/ports/secrets.ts";

/**
 * argon2id with 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet, first recommendation for argon2id.
 * Named here although they are the library's defaults (as argon2id is), so that an upgrade cannot weaken them.
 */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** Marks our tokens, so that scanners for leaked secrets can know them. */
const tokenPrefix = "lapse_";

export const createSecrets = (): Secrets => {
  // Made once from a password that nobody knows, to spend the same time where there is no account.
  const nobodys = hash(randomBytes(32), parameters);
  // Awaited later; a failure must reach that caller and not end the process before.
  nobodys.catch(() => undefined);
  return {
    hashPassword: (password) => hash(password, parameters),
    verifyPassword: async (known, password) => {
      const matches = await verify(known ?? (await nobodys), password);
      return known !== null && matches;
    },
    newToken: () => {
      const token = tokenPrefix + randomBytes(32).toString("base64url");
      return { token, hash: sha256(token) };
    },
    hashToken: sha256,
    newRecoveryCode,
  };
};

/** A plain hash suffices for 256 random bits: there is nothing to guess. */
const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
