import { createHmac } from "node:crypto";

/** The headers of Standard Webhooks for one body: whoever has the secret can tell that it is unchanged, and when it was sent. */
export function signMessage(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = createHmac("sha256", signingKey(secret)).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}

/** 24 to 64 bytes in base64 after "whsec_", as the specification asks. Throws on anything weaker. */
export function signingKey(secret: string): Buffer {
  const [, text = ""] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(text, "base64");
  if (key.length < 24 || key.length > 64)
    throw new TypeError("The signing secret must be whsec_ and 24 to 64 bytes in base64");
  return key;
}
