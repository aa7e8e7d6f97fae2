import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import type { Request } from "#core/domain/request/request.ts";

/**
 * Binds a decision and its inputs to the record: the event carries this, the request's row carries them whole. A row that was
 * altered afterwards no longer matches its event, which is a leaf of the audit tree.
 */
export const decisionDigest = ({ decision, facts }: Pick<Request, "decision" | "facts">): string => {
  const plain = JSON.parse(JSON.stringify(["lapse-decision-1", decision, facts])) as Json;
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(plain))));
};
