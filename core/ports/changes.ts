import type { Change } from "#core/domain/change/change.ts";
import type { ChangeId } from "#core/domain/ids.ts";

export interface Changes {
  find(id: ChangeId): Promise<Change | null>;
  /** Newest first. */
  list(status?: Change["status"]): Promise<readonly Change[]>;
}
