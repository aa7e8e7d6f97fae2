import { z } from "zod";
import { mostWatched } from "#core/ports/connector.ts";

/*
 * The contract between the portal and an endpoint. Every request is a POST to one URL, with a body of the form below and
 * the headers of Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature: "v1," and the HMAC-SHA256 of
 * "id.timestamp.body" in base64). The endpoint's duties:
 *
 * - It refuses what is not signed, or was signed more than five minutes ago or ahead by its own clock (401). `clock` alone is
 *   answered to anybody: the portal signs by the endpoint's clock, so that the portal's may be wrong.
 * - apply and remove are idempotent, and are refused (409 stale_fence) when a higher fence was seen for the holding.
 * - It ends access at `until` by itself, by its own clock, whether or not it hears from the portal again.
 * - remove is answered when sessions are ended and the access is gone; already gone is success.
 * - What one portal made, another cannot change (409 foreign_mark).
 * - What it does not know is an error (404 unknown_entitlement, unknown_account), never an empty answer.
 * - An endpoint may tell, with observe and holders, its own id of the account (accountId): one that stays when the account gets
 *   another login, and never becomes another's. Once told, it comes back with every request about that access, and then it
 *   alone says whose access is meant: the login may be another's by now. An account that is gone altogether is absent then, and
 *   no longer unknown_account, except to apply.
 * - sessions and sign-ins may be left out: an endpoint without them answers 501 not_supported. What they answer is shown, and
 *   alarmed, and proves nothing about access. sign-ins go on from the position that the last answer gave; from null on there
 *   are none, only the position.
 * - A refusal is {"error": code}. Any answer but 2xx means "not known"; a 429 or 503 may carry Retry-After.
 */

const instant = z.iso.datetime({ precision: 3 }).transform((text) => new Date(text));
const cursor = z.string().max(2_000).nullable();
const shortText = z.string().min(1).max(500);

const accessOnWire = z.strictObject({
  portalId: shortText,
  holdingId: shortText,
  account: shortText,
  accountId: shortText.optional(),
  entitlement: shortText,
  fence: z.int().min(0),
});

const watchedOnWire = accessOnWire.pick({ account: true, entitlement: true });

export const requestOnWire = z.discriminatedUnion("operation", [
  z.strictObject({ operation: z.literal("clock") }),
  z.strictObject({ operation: z.literal("discover"), cursor }),
  z.strictObject({ operation: z.literal("holders"), entitlement: shortText, cursor }),
  z.strictObject({ operation: z.literal("apply"), access: accessOnWire, until: z.iso.datetime({ precision: 3 }) }),
  z.strictObject({ operation: z.literal("remove"), access: accessOnWire }),
  z.strictObject({ operation: z.literal("observe"), access: accessOnWire }),
  z.strictObject({ operation: z.literal("sessions"), of: z.array(watchedOnWire).max(mostWatched) }),
  z.strictObject({ operation: z.literal("sign-ins"), position: z.string().max(2_000).nullable() }),
]);

export type AccessOnWire = z.infer<typeof accessOnWire>;
export type RequestOnWire = z.infer<typeof requestOnWire>;

const session = z.object({
  id: shortText,
  since: instant,
  address: z.string().max(100).nullable(),
  lastActiveAt: instant.nullable(),
});

/** What the endpoint answers. Fields that are not named here are left for later versions, and not read. */
export const answers = {
  clock: z.object({ now: instant }),
  discover: z.object({
    entitlements: z
      .array(
        z.object({
          entitlement: shortText,
          resource: shortText,
          action: shortText,
          description: z.string().max(2_000),
        }),
      )
      .max(1_000),
    cursor,
  }),
  holders: z.object({
    holders: z
      .array(
        z.object({
          account: shortText,
          accountId: shortText.nullish(),
          mark: z.object({ portalId: shortText, holdingId: shortText }).nullable(),
        }),
      )
      .max(1_000),
    cursor,
  }),
  apply: z.object({ until: instant.nullable() }),
  remove: z.object({ quarantined: z.array(z.string().max(2_000)).max(1_000) }),
  observe: z.object({
    state: z.enum(["present", "partial", "absent"]),
    until: instant.nullable(),
    liveSessions: z.array(session).max(10_000),
    accountId: shortText.nullish(),
    now: instant,
  }),
  /** For each of those asked for, in their order. */
  sessions: z.object({
    sessions: z
      .array(z.array(session.extend({ state: z.enum(["busy", "idle"]).nullable() })).max(1_000))
      .max(mostWatched),
  }),
  "sign-ins": z.object({
    signIns: z
      .array(
        z.object({
          account: shortText,
          at: instant,
          address: z.string().max(100).nullable(),
          outcome: z.enum(["let-in", "refused"]),
        }),
      )
      .max(1_000),
    position: z.string().min(1).max(2_000),
    more: z.boolean(),
  }),
};

export const refusalOnWire = z.object({
  error: z
    .string()
    .max(100)
    .regex(/^[a-z_]+$/),
});
