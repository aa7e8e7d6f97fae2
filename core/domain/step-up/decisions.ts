import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Change } from "#core/domain/change/change.ts";
import type { GrantId, PersonId } from "#core/domain/ids.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { VoteInput } from "#core/domain/request/request-input.ts";
import type { Decision } from "#core/domain/step-up/step-up.ts";

const digestOf = (parts: readonly unknown[]): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));

/** A vote on what was shown. A shorter duration is part of what is decided; a comment is not. */
export const voteDecision = ({
  requestId,
  digest,
  vote,
  durationSeconds,
}: Pick<VoteInput, "requestId" | "digest" | "vote" | "durationSeconds">): Decision => ({
  id: requestId,
  digest,
  decision: durationSeconds === undefined ? vote : `${vote} for ${durationSeconds} s`,
});

/** A change's payload never changes; its digest says so to whoever reads the record later. */
export const changeDecision = (change: Pick<Change, "id" | "kind" | "payload">, decision: string): Decision => ({
  id: change.id,
  digest: digestOf(["lapse-change-1", change.id, change.kind, sorted(change.payload)]),
  decision,
});

/** The secret of one grant, which came of the request with this digest. */
export const credentialDecision = (
  grantId: GrantId,
  request: Pick<Request, "digest">,
  decision: "reveal" | "rotate",
): Decision => ({ id: grantId, digest: request.digest, decision });

interface Wish {
  readonly forPersonId?: PersonId | undefined;
  readonly entitlementIds: readonly string[];
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket?: string | undefined;
  readonly startsAt?: Date | undefined;
  readonly breakGlass?: boolean | undefined;
}

/** What is given at once, before there is a request: everything that was written into the form. */
export const wishDecision = (wish: Wish, callerId: PersonId): Decision => ({
  id: "",
  digest: digestOf([
    "lapse-wish-1",
    wish.forPersonId ?? callerId,
    wish.entitlementIds.toSorted(),
    wish.durationSeconds,
    wish.justification,
    wish.ticket ?? null,
    wish.startsAt?.toISOString() ?? null,
  ]),
  decision: wish.breakGlass ? "break-glass" : "request",
});

/** Who is there, and nothing else. */
export const identityDecision: Decision = { id: "", digest: "", decision: "identity" };
export const enrolmentDecision: Decision = { id: "", digest: "", decision: "enrolment" };

/** JSON objects come back from the database with their keys in another order. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, each]) => [key, sorted(each)]);
};
