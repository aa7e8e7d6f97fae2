import type { DeliveryId, PersonId } from "#core/domain/ids.ts";
import type { Notice } from "#core/domain/notice/notice.ts";
import type { Page, PageOf } from "#core/domain/page.ts";

export interface InboxItem {
  readonly id: DeliveryId;
  readonly createdAt: Date;
  readonly readAt: Date | null;
  readonly notice: Notice;
}

/** What a person was told inside the portal. */
export interface Inbox {
  /** Newest first, by keyset. */
  page(personId: PersonId, page: Page): Promise<PageOf<InboxItem>>;
  unread(personId: PersonId): Promise<number>;
  /** Only the person's own; null means all that there are now. */
  markRead(personId: PersonId, ids: readonly DeliveryId[] | null): Promise<void>;
}
