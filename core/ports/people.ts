import type { Group, LocalAccount, Person, PortalRole } from "#core/domain/directory/person.ts";
import type { RecoveryLink } from "#core/domain/directory/recovery-link.ts";
import type { GroupId, PersonId } from "#core/domain/ids.ts";
import type { Page, PageOf } from "#core/domain/page.ts";

export interface People {
  find(id: PersonId): Promise<Person | null>;
  findByEmail(email: string): Promise<Person | null>;
  /** Those who have one of these addresses, in whatever case. */
  ofEmails(emails: readonly string[]): Promise<readonly Person[]>;
  enabledWith(role: PortalRole): Promise<readonly Person[]>;
  ofIds(ids: readonly PersonId[]): Promise<readonly Person[]>;
  page(search: string, page: Page): Promise<PageOf<Person>>;
  localAccount(id: PersonId): Promise<LocalAccount | null>;
  recoveryLink(hash: string): Promise<RecoveryLink | null>;
  /** The newest that was made for them, whatever became of it. */
  recoveryLinkOf(id: PersonId): Promise<RecoveryLink | null>;
  /** Enabled people with this standing duty. */
  withRole(role: PortalRole): Promise<readonly Person[]>;
  hasAdministrator(): Promise<boolean>;
  /** Every group with its direct members. */
  groups(): Promise<readonly Group[]>;
  findGroup(id: GroupId): Promise<Group | null>;
}
