import { createIds } from "#adapters/crypto/ids.ts";
import type { StepUpProof } from "#core/domain/step-up/step-up-proof.ts";
import { createAuthenticator, type SoftwareAuthenticator } from "#core/testing/software-authenticator.ts";
import { type PortalUnderTest, superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { succeed } from "./ask.ts";
import type { Caller } from "./call.ts";

export interface HttpPasskey {
  readonly id: string;
  readonly authenticator: SoftwareAuthenticator;
  /** Begins and signs in the session of this caller, whose passkey it is. */
  readonly confirm: (confirm: object) => Promise<StepUpProof>;
}

/** A passkey in software, as if this person had enrolled it two days ago: for what is done over HTTP, without a browser. */
export async function passkeyOf(
  portal: Pick<PortalUnderTest, "url" | "dataDir">,
  caller: Caller,
): Promise<HttpPasskey> {
  const me = await succeed<{ id: string }>(portal, caller, "GET", "/api/v1/me");
  const authenticator = createAuthenticator({ rpId: "localhost", origin: portal.url });
  const id = createIds().newId("pky");
  await withClient(superuserUrl("lapse", portal), (client) =>
    client.query(
      `insert into "Passkey" ("id", "version", "personId", "name", "credentialId", "publicKey", "signCount", "transports", "backedUp", "createdAt")
       values ($1, 1, $2, 'a key in software', $3, $4, 0, '{}', false, now() - interval '2 days')`,
      [id, me.id, authenticator.credentialId, authenticator.publicKey],
    ),
  );
  return {
    id,
    authenticator,
    confirm: async (confirm) => {
      const begun = await succeed<{ id: string; challenge: string }>(portal, caller, "POST", "/api/v1/step-ups", {
        confirm,
      });
      return { stepUpId: begun.id, assertion: authenticator.get(begun.challenge) } as StepUpProof;
    },
  };
}
