import { createHash } from "node:crypto";
import { verifySlackRequest } from "@slack/bolt/dist/receivers/verify-request.js";

export interface SignedCall {
  /** Byte for byte as it came. */
  readonly body: string;
  readonly timestamp: string | null;
  readonly signature: string | null;
}

const windowMs = 5 * 60_000;

/**
 * Whether Slack signed this, within five minutes of `now`: by Slack's own function, which looks at the past only and takes
 * whatever follows a second "=" for nothing; so the form of both headers and the future are checked here. Answers what names
 * the call however its headers are spelled, for refusing it a second time; null when it is not Slack's.
 */
export const checkSlackCall = (
  signingSecret: string,
  { body, timestamp, signature }: SignedCall,
  now: Date,
): { readonly callId: string } | null => {
  if (timestamp === null || !/^[1-9]\d{0,11}$/.test(timestamp)) return null;
  if (signature === null || !/^v0=[0-9a-f]{64}$/.test(signature)) return null;
  const seconds = Number(timestamp);
  if (Math.abs(now.getTime() - seconds * 1000) > windowMs) return null;
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: { "x-slack-signature": signature, "x-slack-request-timestamp": seconds },
      nowMilliseconds: now.getTime(),
    });
  } catch {
    return null;
  }
  return { callId: `slack ${createHash("sha256").update(`v0:${timestamp}:${body}`).digest("hex")}` };
};
