import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { signMessage } from "../sign-message.ts";

const toleranceMs = 5 * 60_000;

/** Whether the body came from who has the secret, at about this time. Several signatures may stand beside one another. */
export function isSigned(secret: string, headers: IncomingHttpHeaders, body: string, now: Date): boolean {
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(
    (name) => headers[name],
  );
  if (typeof id !== "string" || typeof timestamp !== "string" || typeof signatures !== "string") return false;
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const at = new Date(Number(timestamp) * 1_000);
  if (Math.abs(at.getTime() - now.getTime()) > toleranceMs) return false;
  const expected = Buffer.from(signMessage(secret, id, at, body)["webhook-signature"] ?? "");
  return signatures.split(" ").some((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
