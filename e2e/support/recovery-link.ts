import { randomBytes } from "node:crypto";
import { type PortalUnderTest, superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";

/** The secret of a link that recovers somebody's sign-in, as `scripts/recover-sign-in.ts` makes one; nobody is told of it. */
export async function recoveryTokenFor(portal: PortalUnderTest, email: string): Promise<string> {
  const token = `lapse_${randomBytes(32).toString("base64url")}`;
  await withClient(superuserUrl("lapse", portal), (client) =>
    client.query(
      `insert into "RecoveryLink" ("id", "version", "hash", "expiresAt")
       select "id", 1, encode(sha256($2::bytea), 'hex'), now() + interval '15 minutes' from "Person" where "email" = $1`,
      [email, token],
    ),
  );
  return token;
}
