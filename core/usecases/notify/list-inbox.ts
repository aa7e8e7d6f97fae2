import type { DeliveryId } from "#core/domain/ids.ts";
import type { ListInboxInput } from "#core/domain/notice/inbox-input.ts";
import { type Message, messageOf } from "#core/domain/notice/message.ts";
import type { PageOf } from "#core/domain/page.ts";
import { ok } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { noticeFacts } from "#core/usecases/notify/notice-facts.ts";

export interface InboxMessage extends Pick<Message, "kind" | "title" | "rows" | "link"> {
  readonly id: DeliveryId;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  /** What it called to is settled: there is nothing to do any more. */
  readonly settled: boolean;
}

/** What the caller was told, newest first, in the words of now: a request that was decided meanwhile says so. */
export const listInbox: UseCase<ListInboxInput, PageOf<InboxMessage>, never> = async (core, { person }, page) => {
  const { items, nextCursor } = await core.inbox.page(person.id, page);
  const now = await core.clock.now();
  const states = await statesOf(
    core,
    items.map(({ notice }) => notice),
  );
  const facts = await noticeFacts(core, states, person.id, now);
  return ok({
    nextCursor,
    items: items.map(({ id, createdAt, readAt, notice }, place) => {
      const about = facts[place] ?? { request: null, grant: null, change: null, person: null };
      const { kind, title, rows, link } = messageOf(notice, about, false);
      const settled = about.request !== null && about.request.status !== "pending";
      return { id, createdAt, readAt, kind, title, rows, link, settled };
    }),
  });
};

/** What many notices are about, each thing read once. */
const statesOf = async (core: Core, notices: Parameters<typeof messageOf>[0][]) => {
  const ids = <K extends "requestId" | "grantId" | "changeId">(key: K) => [
    ...new Set(notices.flatMap((notice) => notice[key] ?? [])),
  ];
  const [requests, grants, changes] = await Promise.all([
    core.requests.ofIds(ids("requestId")),
    core.grants.ofIds(ids("grantId")),
    core.changes.ofIds(ids("changeId")),
  ]);
  return notices.map(({ requestId, grantId, changeId, personId }) => ({
    personId,
    request: requests.find(({ id }) => id === requestId) ?? null,
    grant: grants.find(({ id }) => id === grantId) ?? null,
    change: changes.find(({ id }) => id === changeId) ?? null,
  }));
};
