import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { Assertion } from "#core/domain/step-up/step-up-proof.ts";

export interface Site {
  readonly rpId: string;
  readonly origin: string;
}

interface Signing {
  /** Whether it says that it knows its person (UV). */
  readonly userVerified?: boolean;
  readonly origin?: string;
  readonly rpId?: string;
}

/** A passkey in software (P-256, WebAuthn 3, 6): what an authenticator and a browser answer, without either. */
export interface SoftwareAuthenticator {
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  create(challenge: string, how?: Signing): Record<string, unknown>;
  get(challenge: string, how?: Signing): Assertion;
}

export const createAuthenticator = (site: Site): SoftwareAuthenticator => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  const credentialId = id.toString("base64url");
  const cose = Buffer.concat([
    Buffer.from("a5010203262001215820", "hex"),
    Buffer.from(x, "base64url"),
    Buffer.from("225820", "hex"),
    Buffer.from(y, "base64url"),
  ]);
  let signCount = 0;
  const authenticatorData = ({ userVerified = true, rpId = site.rpId }: Signing, attested: Buffer): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(++signCount);
    const flags = 0x01 | (userVerified ? 0x04 : 0) | (attested.length > 0 ? 0x40 : 0);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.from([flags]), count, attested]);
  };
  const clientData = (type: string, challenge: string, { origin = site.origin }: Signing): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  return {
    credentialId,
    publicKey: cose.toString("base64url"),
    create: (challenge, how = {}) => {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
      const data = authenticatorData(how, attested);
      // {"fmt": "none", "attStmt": {}, "authData": data} in CBOR.
      const object = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"),
        Buffer.from([data.length]),
        data,
      ]);
      return {
        ...{ id: credentialId, rawId: credentialId, type: "public-key", clientExtensionResults: {} },
        response: {
          clientDataJSON: clientData("webauthn.create", challenge, how).toString("base64url"),
          attestationObject: object.toString("base64url"),
          transports: ["internal"],
        },
      };
    },
    get: (challenge, how = {}) => {
      const data = authenticatorData(how, Buffer.alloc(0));
      const client = clientData("webauthn.get", challenge, how);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      return {
        ...{ id: credentialId, rawId: credentialId, type: "public-key", clientExtensionResults: {} },
        response: {
          clientDataJSON: client.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: signature.toString("base64url"),
        },
      };
    },
  };
};

const sha256 = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest();
