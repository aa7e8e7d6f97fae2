import type { Account } from "#core/domain/holding/account.ts";
import type { PersonId, TargetId } from "#core/domain/ids.ts";

/** Whose login is whose, at targets where people have accounts of their own. */
export interface Accounts {
  ofPerson(targetId: TargetId, personId: PersonId): Promise<Account | null>;
  /** Whose this login is; null when nobody is known to have it. */
  named(targetId: TargetId, account: string): Promise<Account | null>;
  /** Everybody known at a target, by account. */
  at(targetId: TargetId): Promise<readonly Account[]>;
}
