import type { Actor } from "#core/domain/audit/event.ts";
import type { EntitlementId, GrantId, RequestId } from "#core/domain/ids.ts";
import type { Result } from "#core/domain/result.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { extendGrant } from "#core/usecases/extend-grant.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { revealCredential } from "#core/usecases/reveal-credential.ts";
import { revokeGrant } from "#core/usecases/revoke-grant.ts";
import { openSession } from "#core/usecases/sign-in/open-session.ts";
import { settleDue } from "#core/usecases/settle-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

/** What a scenario acts on. `sql` moves time, past the product and past what is watched. */
export interface Stage {
  readonly core: Core;
  readonly read: EntitlementId;
  readonly write: EntitlementId;
  readonly sql: (text: string, values: readonly unknown[]) => Promise<unknown>;
  /** What was answered to somebody, and must therefore be so whatever breaks afterwards. */
  readonly promise: (what: string, id: string) => void;
}

const ticker: Actor = { personId: null, via: "ticker", correlationId: "crash" };
const browser = { address: null, userAgent: "crash", correlationId: "crash" };
const wish = { durationSeconds: 600, justification: "reading the failed payments" };

/** Asked, approved, made, revealed, extended, overlapping, returned, revoked, expired, cancelled: on two targets of two kinds. */
export const scenario = async (stage: Stage): Promise<void> => {
  const { core, read, write, promise } = stage;
  const tomas = await as(core, "tomas");
  const first = await granted(stage, tomas, read);
  promise("active", first);
  const long = await extendGrant(core, await signedIn(core, "tomas"), { grantId: first, ...wish });
  promise("extended", succeeded(long).id);
  await reconcileDue(core, ticker);
  // The same person, the same access: the end of the first must leave it.
  const overlapping = await granted(stage, tomas, read);

  const asked = succeeded(await submitRequest(core, await as(core, "ines"), { ...wish, entitlementIds: [write] }));
  promise("requested", asked.id);
  await approve(core, "ana", asked);
  await approve(core, "mei", asked);
  promise("approved", asked.id);
  await reconcileDue(core, ticker);
  const grantId = await onlyGrant(core, asked.id);
  succeeded(await revealCredential(core, await as(core, "ines"), { grantId }));
  promise("revealed", grantId);

  succeeded(await returnGrant(core, tomas, { grantId: first }));
  promise("over", first);
  await reconcileDue(core, ticker);
  await expire(stage, overlapping);
  await reconcileDue(core, ticker);
  succeeded(await revokeGrant(core, await as(core, "priya"), { grantId, reason: "not needed any more" }));
  promise("over", grantId);
  await reconcileDue(core, ticker);

  const shortly = succeeded(await submitRequest(core, await as(core, "ines"), { ...wish, entitlementIds: [read] }));
  await approve(core, "ben", shortly);
  await reconcileDue(core, ticker);
  const expiring = await onlyGrant(core, shortly.id);
  await expire(stage, expiring);
  await reconcileDue(core, ticker);
  const withdrawn = succeeded(await submitRequest(core, await as(core, "ines"), { ...wish, entitlementIds: [read] }));
  succeeded(await cancelRequest(core, await as(core, "ines"), { requestId: withdrawn.id }));
  promise("cancelled", withdrawn.id);
  await settleDue(core, ticker);
};

const granted = async ({ core, promise }: Stage, caller: Caller, entitlementId: EntitlementId): Promise<GrantId> => {
  const asked = succeeded(await submitRequest(core, caller, { ...wish, entitlementIds: [entitlementId] }));
  promise("approved", asked.id);
  await reconcileDue(core, ticker);
  return onlyGrant(core, asked.id);
};

const approve = async (core: Core, name: string, asked: { id: RequestId; digest: string }): Promise<void> => {
  const ballot = { requestId: asked.id, digest: asked.digest, vote: "approve" as const };
  succeeded(await voteOnRequest(core, await as(core, name), ballot));
};

const onlyGrant = async (core: Core, requestId: RequestId): Promise<GrantId> => {
  const [grant] = await core.grants.ofRequests([requestId]);
  if (!grant) throw new Error(`${requestId} has no grant`);
  return grant.id;
};

/** Its deadline comes: the row is moved into the past, as the database sees it. */
const expire = ({ sql }: Pick<Stage, "sql">, grantId: GrantId): Promise<unknown> =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = date_trunc('milliseconds', clock_timestamp()) - interval '1 ms', "version" = "version" + 1
       WHERE "id" = $1 AND "status" = 'active' RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1 FROM g WHERE h."id" = g."holdingId"`,
    [grantId],
  );

const succeeded = <T>(result: Result<T, string>): T => {
  if (!result.ok) throw new Error(`refused: ${result.error}`);
  return result.value;
};

const as = async (core: Core, name: string): Promise<Caller> => {
  const person = await core.people.findByEmail(`${name}@example.test`);
  if (!person) throw new Error(`nobody is ${name}`);
  const actor: Actor = { personId: person.id, via: "api", correlationId: "crash" };
  return { person, session: null, scopes: null, address: null, actor };
};

const signedIn = async (core: Core, name: string): Promise<Caller> => {
  const caller = await as(core, name);
  const { sessionId } = await openSession(core, caller.person, { method: "password", providerSubject: null }, browser);
  return { ...caller, session: await core.sessions.find(sessionId) };
};
