import type { AccountId, PersonId, TargetId } from "#core/domain/ids.ts";

/**
 * Which login at a target is a person's own. An account belongs to one person, and a person has one at each target: both are
 * unique in the database, so that two people can never share access through one login.
 */
export interface Account {
  readonly id: AccountId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly personId: PersonId;
  readonly account: string;
  /** `reviewed`: somebody proposed it and somebody else approved it. `directory`: what the directory said when it was first needed. */
  readonly source: "reviewed" | "directory";
  readonly createdAt: Date;
}
