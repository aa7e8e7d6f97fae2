import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { normaliseRecoveryCode } from "#core/domain/step-up/passkey.ts";
import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import {
  activeRead,
  ask,
  entitlementFor,
  reveal,
  type ShownGrant,
  type ShownRequest,
  succeed,
} from "../support/ask.ts";
import { type Caller, signIn } from "../support/call.ts";
import type { OwnPortal } from "../support/own-portal.ts";
import { type HttpPasskey, passkeyOf } from "../support/passkey.ts";
import { people, type PersonAt } from "../support/people.ts";
import { recoveryTokenFor } from "../support/recovery-link.ts";
import { actionNamed, callAction } from "./call-action.ts";

/** Makes what the doors are about: each call something new, so that one test does not live on another's. */
export interface Story {
  readonly portal: OwnPortal;
  readonly as: Readonly<Record<PersonAt, Caller>>;
  /** Another session of the same person. */
  signInAgain(at: PersonAt): Promise<Caller>;
  idOf(at: PersonAt): string;
  /** Not to be found anywhere but in what was made for this test. */
  readonly word: () => string;
  entitlement(action: "read" | "write"): Promise<string>;
  /** By the requester; the owner of orders decides. */
  pending(justification?: string): Promise<ShownRequest>;
  /** The same, once the owner of orders has it in the inbox. */
  told(): Promise<ShownRequest>;
  /** Held by oncall. */
  active(): Promise<ShownGrant>;
  /** Held by oncall, who has seen its secret. */
  revealed(): Promise<ShownGrant>;
  /** Proposed by admin. */
  change(summary?: string): Promise<string>;
  targetId(): Promise<string>;
  /** Somebody who never calls, disabled or not, with one open session. */
  bystander(disabled?: boolean): Promise<{ personId: string; email: string; sessionId: string }>;
  /** The secret of a link that recovers the sign-in of a bystander. */
  recoveryLink(): Promise<string>;
  /** From now on the portal takes its database for a copy, until somebody acknowledges that. */
  restored(): Promise<void>;
  /** An occurrence that nobody has seen yet. */
  alarm(detail?: string): Promise<string>;
  tokenOf(at: PersonAt, name?: string): Promise<string>;
  /** A campaign of this name, and one of its items: an access of oncall, which the owners of orders are asked about. */
  review(name: string): Promise<{ readonly reviewId: string; readonly id: string }>;
  /** What waits for this person's answer, and is the first on their page: others may fill it. */
  firstToAnswer(at: PersonAt): Promise<string>;
  /** A stand-in whom this person has named, and who votes for nobody before tomorrow. */
  delegation(at: PersonAt): Promise<string>;
  /** As if they had just proved with a passkey who they are, however long this run has lasted. */
  verified(at: PersonAt): Promise<void>;
  /** Theirs, old enough to confirm; one for all tests. */
  passkey(at: PersonAt): Promise<HttpPasskey>;
  /** Another one of theirs, which nothing else needs. */
  sparePasskey(at: PersonAt): Promise<string>;
  /** One that works, of a person who has no passkey. */
  recoveryCode(at: PersonAt): Promise<string>;
  /** Of emergency access that is held by oncall. */
  emergency(): Promise<string>;
  /** Runs an action for its answer. */
  run<T>(name: string, at: PersonAt, input: unknown): Promise<T>;
}

const crockford = "0123456789abcdefghjkmnpqrstvwxyz";
const newId = (prefix: string): string =>
  `${prefix}_${[...randomBytes(26)].map((byte) => crockford[byte % 32]).join("")}`;

/** Somebody who is nobody else here, and only from tomorrow on: it must open no door that another test tries. */
export const standIn = async (story: Pick<Story, "bystander">) => ({
  delegateId: (await story.bystander()).personId,
  startsAt: new Date(Date.now() + 86_400_000).toISOString(),
  endsAt: new Date(Date.now() + 2 * 86_400_000).toISOString(),
});

/** Over all access there is. */
export const campaign = (name: string) => ({
  ...{ name, atLeastDays: 0, targetIds: [], by: "owner", onSilence: "keep", dueInDays: 1 },
});

export async function openStory(portal: OwnPortal): Promise<Story> {
  const signedIn = await Promise.all(people.map(async (at) => [at, await signIn(portal, at)] as const));
  const as = Object.fromEntries(signedIn) as Record<PersonAt, Caller>;
  const me = await Promise.all(
    people.map(async (at) => [at, (await succeed<{ id: string }>(portal, as[at], "GET", "/api/v1/me")).id] as const),
  );
  const ids = Object.fromEntries(me) as Record<PersonAt, string>;
  const word = () => `word${randomBytes(6).toString("hex")}`;
  const query = <T extends object>(text: string, values: unknown[] = []) =>
    withClient(superuserUrl("lapse", portal), async (client) => (await client.query<T>(text, values)).rows);
  const run: Story["run"] = async <T>(name: string, at: PersonAt, input: unknown): Promise<T> => {
    const action = actionNamed(name);
    const { returned, text } = await callAction(portal, as[at], action, action.page, [input]);
    if (!returned?.ok) throw new Error(`${name}: ${text}`);
    return returned.value as T;
  };
  const passkeys = new Map<PersonAt, Promise<HttpPasskey>>();
  const passkey: Story["passkey"] = (at) => {
    const known = passkeys.get(at) ?? passkeyOf(portal, as[at]);
    passkeys.set(at, known);
    return known;
  };
  const active = () => activeRead(portal, as.oncall);
  const pending = (justification = `for a test, ${word()}`) =>
    ask(portal, as.requester, "read", { durationSeconds: 7200, justification });
  const isTold = async (requestId: string) =>
    (await query(`select from "Delivery" where "requestId" = $1 and "channel" = 'inbox'`, [requestId])).length > 0;
  const verified = async (at: PersonAt) => {
    await query(
      `update "Session" set "verifiedAt" = clock_timestamp(), "verifiedBy" = 'passkey' where "personId" = $1`,
      [ids[at]],
    );
  };
  const story: Story = {
    portal,
    as,
    signInAgain: (at) => signIn(portal, at),
    idOf: (at) => ids[at],
    word,
    entitlement: (action) => entitlementFor(portal, as.requester, action),
    pending,
    told: async () => {
      const request = await pending();
      await expect.poll(() => isTold(request.id)).toBe(true);
      return request;
    },
    active,
    revealed: async () => {
      const grant = await active();
      await reveal(portal, as.oncall, grant.id);
      return grant;
    },
    change: async (summary = word()) => {
      const proposed = { summary, change: { kind: "group", name: word(), personIds: [], groupIds: [] } };
      return (await run<{ id: string }>("app/(portal)/admin/actions.ts#proposeChangeAction", "admin", proposed)).id;
    },
    targetId: async () => (await query<{ id: string }>(`select "id" from "Target"`))[0]?.id ?? "",
    bystander: async (disabled = false) => {
      const [personId, sessionId] = [newId("per"), newId("ses")];
      const email = `${word()}@demo.lapse.test`;
      await query(
        `insert into "Person" ("id", "version", "email", "name", "timezone", "roles", "attributes", "onCall", "source", "createdAt", "disabledAt")
         values ($1, 1, $2, 'Noa Bystander', 'UTC', '{}', '{}', false, 'local', now(), case when $3 then now() end)`,
        [personId, email, disabled],
      );
      await query(
        `insert into "Session" ("id", "version", "personId", "method", "createdAt", "seenAt", "verifiedAt", "expiresAt")
         values ($1, 1, $2, 'password', now(), now(), now(), now() + interval '1 hour')`,
        [sessionId, personId],
      );
      return { personId, email, sessionId };
    },
    recoveryLink: async () => {
      const { email } = await story.bystander();
      return recoveryTokenFor(portal, email);
    },
    alarm: async (detail = word()) => {
      const alarmId = newId("alm");
      await query(
        `insert into "Alarm" ("id", "version", "kind", "openKey", "count", "detail", "raisedAt")
         values ($1, 1, 'red-switch', 'red-switch ' || $1, 1, $2, now())`,
        [alarmId, detail],
      );
      return alarmId;
    },
    restored: async () => {
      await query(
        `update "Portal" set "version" = "version" + 1, "restoredAt" = now(), "restoreAcknowledgedAt" = null`,
        [],
      );
    },
    verified,
    delegation: async (at) => {
      const { id } = await run<{ id: string }>(
        "app/(portal)/settings/actions.ts#setDelegationAction",
        at,
        await standIn(story),
      );
      return id;
    },
    passkey,
    emergency: async () => {
      const { confirm } = await passkey("oncall");
      const wish = {
        entitlementIds: [await entitlementFor(portal, as.oncall, "write")],
        durationSeconds: 600,
        justification: `an emergency for a test, ${word()}`,
        breakGlass: true,
      };
      const body = { ...wish, stepUp: await confirm({ purpose: "request", wish }) };
      const { id } = await succeed<{ id: string }>(portal, as.oncall, "POST", "/api/v1/requests", body);
      const [review] = await query<{ id: string }>(`select "id" from "BreakGlassReview" where "requestId" = $1`, [id]);
      return review?.id ?? "";
    },
    sparePasskey: async (at) => (await passkeyOf(portal, as[at])).id,
    recoveryCode: async (at) => {
      const code = word();
      await query(
        `insert into "RecoveryCode" ("id", "version", "personId", "hash", "createdAt")
         values ($1, 1, $2, encode(sha256(convert_to($3, 'utf8')), 'hex'), now())`,
        [newId("rcv"), ids[at], normaliseRecoveryCode(code)],
      );
      return code;
    },
    run,
    review: async (name) => {
      const { id: grantId } = await active();
      const { id: reviewId } = await run<{ id: string }>(
        "app/(portal)/reviews/actions.ts#startReviewAction",
        "admin",
        campaign(name),
      );
      const text = `select "id" from "ReviewItem" where "reviewId" = $1 and "grantId" = $2`;
      const [item] = await query<{ id: string }>(text, [reviewId, grantId]);
      return { reviewId, id: item?.id ?? "" };
    },
    firstToAnswer: async (at) => {
      const text = `select i."id" from "ReviewItem" i join "Review" r on r."id" = i."reviewId"
        where r."status" = 'open' and i."outcome" is null and $1 = any(i."reviewerIds") order by r."dueAt", i."id" limit 1`;
      const [item] = await query<{ id: string }>(text, [ids[at]]);
      return item?.id ?? "";
    },
    tokenOf: async (at, name = word()) => {
      await verified(at);
      const wanted = { name, scopes: ["request:read"], days: 1 };
      return (await run<{ id: string }>("app/(portal)/settings/actions.ts#createTokenAction", at, wanted)).id;
    },
  };
  return story;
}
