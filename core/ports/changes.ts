import type { Change } from "#core/domain/change/change.ts";
import type { ChangeId } from "#core/domain/ids.ts";

export interface Changes {
  find(id: ChangeId): Promise<Change | null>;
  ofIds(ids: readonly ChangeId[]): Promise<readonly Change[]>;
  /** Newest first. */
  list(status?: Change["status"]): Promise<readonly Change[]>;
}
