import type { PortalRole } from "#core/domain/directory/person.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { canDecideAt } from "#core/domain/request/route-request.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";

/** `full`: with the justification. `facts`: who, what and when. `none`: it does not exist for this person. */
export type RequestView = "full" | "facts" | "none";

interface Reader {
  readonly personId: PersonId;
  readonly roles: readonly PortalRole[];
  /** Whether the reader is in a group that owns one of the resources. */
  readonly ownsResource: boolean;
}

/** Domain rule 16: who sees a request, and how much of it. */
export const mayReadRequest = (
  request: Pick<Request, "requesterId" | "holderId" | "approverIds" | "lateApprovers">,
  votes: readonly Pick<Vote, "voterId" | "forId">[],
  reader: Reader,
  now: Date,
): RequestView => {
  const { personId } = reader;
  const party = personId === request.requesterId || personId === request.holderId;
  const decided = votes.some((vote) => vote.voterId === personId || vote.forId === personId);
  const decides = decided || canDecideAt(request, personId, now);
  if (party || decides || reader.roles.includes("auditor")) return "full";
  return reader.roles.includes("administrator") || reader.ownsResource ? "facts" : "none";
};
