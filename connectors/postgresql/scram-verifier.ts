import { createHash, createHmac, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(pbkdf2);

/** RFC 7677's floor, and PostgreSQL's own default. A secret of 256 random bits gains nothing from more. */
const iterations = 4096;

/**
 * What PostgreSQL stores for a password, `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>` (RFC 5802, RFC 7677,
 * and the server's documentation of pg_authid). Given instead of the password, so that neither the connection, the
 * server's log nor its statistics ever hold the secret. Only for ASCII passwords: SASLprep is then the identity.
 */
export async function scramVerifier(password: string, salt: Buffer = randomBytes(16)): Promise<string> {
  if (!/^[\x21-\x7e]+$/.test(password)) throw new Error("A verifier is made only of visible ASCII");
  const salted = await derive(password, salt, iterations, 32, "sha256");
  const storedKey = createHash("sha256").update(keyed(salted, "Client Key")).digest("base64");
  const serverKey = keyed(salted, "Server Key").toString("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

function keyed(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
