import { createHash } from "node:crypto";
import type { HoldingId } from "#core/domain/ids.ts";

/**
 * `lapse_<person>_<holding>`: readable in the server's own logs, ≤ 63 bytes, the same for the same holding. The last
 * part is made from the whole holding id, so that ids with equal beginnings (they sort by time) do not share a name.
 */
export function accountName(holderEmail: string, holdingId: HoldingId): string {
  const localPart = holderEmail.slice(0, Math.max(0, holderEmail.lastIndexOf("@"))) || holderEmail;
  const person = localPart
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 20);
  const holding = createHash("sha256").update(holdingId).digest("hex").slice(0, 16);
  return `lapse_${person || "holder"}_${holding}`;
}
