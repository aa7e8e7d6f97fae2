import type { MarkInboxReadInput } from "#core/domain/notice/inbox-input.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

/** Marks the caller's own messages as read, those named or all of them. Ids that are not theirs change nothing. */
export const markInboxRead: UseCase<MarkInboxReadInput, { readonly unread: number }, never> = async (
  core,
  { person },
  { ids },
) => {
  await core.inbox.markRead(person.id, ids ?? null);
  return ok({ unread: await core.inbox.unread(person.id) });
};
