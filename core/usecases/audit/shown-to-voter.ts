import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";

/** What a vote was cast on. */
export interface ShownToVoter {
  /** The event that fixed it: the request as it was submitted, or as a later policy decided it; null where no event did. */
  readonly position: string | null;
  readonly at: Date | null;
  readonly policyNumber: number | null;
}

/** What the voter was shown, told from the record: the last event before the vote that carries the digest of it. Null but for votes. */
export const shownToVoter = async (core: Core, vote: AuditEvent): Promise<ShownToVoter | null> => {
  const { kind, requestId, position, data } = vote;
  if (kind !== "voteCast" || requestId === undefined) return null;
  const fixed = await Promise.all(
    (["requestSubmitted", "requestRedecided"] as const).map((each) => core.audit.ofRequests([requestId], each)),
  );
  const shown = fixed
    .flat()
    .filter((event) => event.data["digest"] === data["digest"] && BigInt(event.position) < BigInt(position))
    .toSorted((one, other) => Number(BigInt(other.position) - BigInt(one.position)))
    .at(0);
  const policyNumber = shown?.data["policyNumber"];
  return {
    position: shown?.position ?? null,
    at: shown?.at ?? null,
    policyNumber: typeof policyNumber === "number" ? policyNumber : null,
  };
};
