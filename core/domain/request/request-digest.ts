import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Entitlement } from "#core/domain/catalogue/entitlement.ts";
import type { Request } from "#core/domain/request/request.ts";

type Digested = Pick<
  Request,
  | "id"
  | "requesterId"
  | "holderId"
  | "durationSeconds"
  | "justification"
  | "ticket"
  | "startsAt"
  | "extendsGrantId"
  | "policyNumber"
> & {
  /** How long the access would last in all: what an extension comes to depends on what it extends. */
  readonly wholeSeconds: number;
};

/**
 * What a vote approves of: the request and its entitlements, whatever policy routed it. A vote outlives a new policy while its
 * voter stands in the new stages (domain rule 10); it does not outlive a change of what it would give.
 */
export const requestSubject = (
  request: Omit<Digested, "policyNumber">,
  entitlements: readonly Pick<Entitlement, "id" | "version">[],
): string => hash(["lapse-subject-1", ...shownOf(request), versionsOf(entitlements)]);

/**
 * What a vote is bound to: the request, its entitlements as they are now, what it extends, and the policy that routed it. A change of any of
 * them is another digest, so a vote for what was shown before is refused as stale (promise 8). Equal for all viewers.
 */
export const requestDigest = (
  request: Digested,
  entitlements: readonly Pick<Entitlement, "id" | "version">[],
): string => hash(["lapse-request-1", ...shownOf(request), request.policyNumber, versionsOf(entitlements)]);

const shownOf = (request: Omit<Digested, "policyNumber">): readonly unknown[] => [
  request.id,
  request.requesterId,
  request.holderId,
  request.durationSeconds,
  request.justification,
  request.ticket,
  request.startsAt?.toISOString() ?? null,
  request.extendsGrantId,
  ...(request.extendsGrantId === null ? [] : [request.wholeSeconds]),
];

const versionsOf = (entitlements: readonly Pick<Entitlement, "id" | "version">[]): readonly unknown[] =>
  entitlements.map(({ id, version }) => [id, version] as const).sort(([a], [b]) => (a < b ? -1 : 1));

const hash = (shown: readonly unknown[]): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(shown))));
