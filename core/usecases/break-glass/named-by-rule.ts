import type { PersonId } from "#core/domain/ids.ts";
import { peopleBehind } from "#core/domain/policy/staffing.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { Answer, Ask } from "#core/usecases/decide-request.ts";

/** The enabled people whom the rules of this decision tell, but requester and holder: at once, and to review it afterwards. */
export const namedByRule = (
  { decision, requesterId, holderId }: Pick<Request, "decision" | "requesterId" | "holderId">,
  { items }: Pick<Ask, "items">,
  { basis }: Pick<Answer, "basis">,
  now: Date,
): readonly PersonId[] => {
  const { directory } = basis.directoryAt(now);
  const owners = items.flatMap(({ ownerGroup }) => (ownerGroup === null ? [] : [`group:${ownerGroup}`]));
  const references = decision.notify.flatMap((reference) => (reference === "resource.owners" ? owners : [reference]));
  const people = references.flatMap((reference) => peopleBehind(reference, directory, { id: requesterId }));
  const told = people.filter(({ id, enabled }) => enabled && id !== requesterId && id !== holderId);
  return [...new Set(told.map(({ id }) => id as PersonId))].sort();
};
