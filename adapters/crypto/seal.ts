import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

export interface Seal {
  /** The secret, readable with this key alone. Two seals of one secret differ. */
  seal(secret: string): string;
  /** The secret again. Throws when the seal was made with another key, for another purpose, or was altered. */
  unseal(sealed: string): string;
}

const algorithm = "aes-256-gcm";
const version = "v1";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM with a random nonce for each seal: `v1.KEYID.NONCE+CIPHERTEXT+TAG`. Version, key id and purpose are
 * authenticated, so a seal cannot be passed off as one of another kind. The key id is a hash of the key and tells a wrong
 * key from a damaged seal. At most 2³² seals under one key keep a repeated nonce improbable (NIST SP 800-38D, 8.3).
 */
export const createSeal = (key: Uint8Array, purpose: string): Seal => {
  if (key.length !== 32) throw new Error("a sealing key has 32 bytes");
  const keyId = createHash("sha256").update("lapse seal key id").update(key).digest("hex").slice(0, 16);
  const context = Buffer.from([version, keyId, purpose].join("\n"), "utf8");
  return {
    seal: (secret) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(context);
      const sealed = Buffer.concat([nonce, cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [version, keyId, sealed.toString("base64url")].join(".");
    },
    unseal: (sealed) => {
      const [madeBy, madeWith, body, ...more] = sealed.split(".");
      if (madeBy !== version || body === undefined || more.length > 0) throw new Error("not a seal of this portal");
      if (madeWith !== keyId) throw new Error(`sealed with key ${madeWith ?? ""}, but the portal's key is ${keyId}`);
      const bytes = Buffer.from(body, "base64url");
      if (bytes.length < nonceBytes + tagBytes) throw new Error("a seal was cut short");
      const nonce = bytes.subarray(0, nonceBytes);
      const tag = bytes.subarray(-tagBytes);
      const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(context);
      decipher.setAuthTag(tag);
      const secret = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([secret, decipher.final()]).toString("utf8");
    },
  };
};
