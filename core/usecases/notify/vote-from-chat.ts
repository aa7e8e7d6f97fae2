import { isEnabled } from "#core/domain/directory/person.ts";
import type { VoteInput } from "#core/domain/request/request-input.ts";
import { refuse, type Result } from "#core/domain/result.ts";
import type { Core } from "#core/ports/core.ts";
import type { RequestView } from "#core/usecases/view-request.ts";
import { type VoteOnRequestRefusal, voteOnRequest } from "#core/usecases/vote-on-request.ts";

interface ChatBallot extends Pick<VoteInput, "requestId" | "vote" | "digest"> {
  /** Of whoever pressed the button, as the chat vouches for it. */
  readonly email: string;
  readonly correlationId: string;
}

/**
 * A vote cast in a chat: the same vote, by the same rules, of the enabled person who has that address here. Where policy asks
 * for a step-up it is refused, since nobody proves in a chat who is there; and to nobody known it says what it says to strangers.
 */
export const voteFromChat = async (
  core: Core,
  { email, correlationId, ...ballot }: ChatBallot,
): Promise<Result<RequestView, VoteOnRequestRefusal>> => {
  const person = await core.people.findByEmail(email);
  if (!person || !isEnabled(person)) return refuse("not_found");
  const actor = { personId: person.id, via: "chat" as const, correlationId };
  return voteOnRequest(core, { person, session: null, scopes: ["vote"], address: null, actor }, ballot);
};
