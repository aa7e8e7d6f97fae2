import type { Change } from "#core/domain/change/change.ts";
import type { ChangeId, PersonId } from "#core/domain/ids.ts";
import type { Page, PageOf } from "#core/domain/page.ts";

interface ChangeFilter {
  /** Whether it waits for somebody's decision; without it, whatever became of it. */
  readonly waiting?: boolean | undefined;
}

export interface Changes {
  find(id: ChangeId): Promise<Change | null>;
  ofIds(ids: readonly ChangeId[]): Promise<readonly Change[]>;
  /** Newest first, by keyset. */
  page(filter: ChangeFilter, page: Page): Promise<PageOf<Change>>;
  /** Those of this author that nobody has decided on. */
  proposedBy(authorId: PersonId): Promise<readonly Change[]>;
}
