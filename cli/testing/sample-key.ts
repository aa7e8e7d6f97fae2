import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { Signer } from "#core/domain/audit/tree/open-note.ts";
import { type KeyUse, verifierKey, type VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

export interface SampleKey extends VerifierKey {
  readonly sign: Signer;
}

/** An Ed25519 key made of one repeated byte: obviously nobody's. */
export function sampleKey(name: string, seed: number, use: KeyUse = "note"): SampleKey {
  const prefix = Buffer.from("302e020100300506032b657004220420", "hex"); // PKCS #8 of RFC 8410
  const der = Buffer.concat([prefix, Buffer.alloc(32, seed)]);
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32);
  return { ...verifierKey(name, publicKey, use), sign: (message) => sign(null, message, secret) };
}
