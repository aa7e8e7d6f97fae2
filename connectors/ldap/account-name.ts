/**
 * The holder's own login, in the one form in which the portal and `holders` name it. Directories compare mail and uid
 * without regard to case, so the lower case of it names the same entry.
 */
export function accountName(login: string): string {
  return login.normalize("NFC").toLowerCase();
}
