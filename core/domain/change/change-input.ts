import { z } from "zod";
import { driftModes } from "#core/domain/catalogue/entitlement.ts";
import { portalRoles } from "#core/domain/directory/person.ts";
import { emailInput } from "#core/domain/directory/sign-in-input.ts";
import type { ChangeId, EntitlementId, GroupId, PersonId, ResourceId, TargetId } from "#core/domain/ids.ts";
import { erasureGrounds } from "#core/domain/erasure/erasure.ts";
import { replaySpan } from "#core/domain/policy/policy-input.ts";
import { isKnownZone } from "#core/domain/schedule/local-time.ts";
import { scheduleSettings } from "#core/domain/schedule/schedule.ts";
import { stepUpProofInput } from "#core/domain/step-up/step-up-proof.ts";
import { id, text } from "#core/domain/text-input.ts";

const name = text(1, 120);
const tags = z.record(z.string().regex(/^[a-z][a-z0-9-]{0,40}$/), text(1, 100)).default({});

/** Less than a month would take the reasons of what is still being looked into. */
const keptDays = z.int().min(30).max(36_500).nullable();

/** What can be proposed, each with everything that applying it needs. */
const changePayloads = {
  policy: z.strictObject({
    kind: z.literal("policy"),
    document: z.string().min(1).max(256_000),
    /** The number of the policy that the text was made from. */
    base: z.int().min(1).optional(),
  }),
  target: z.strictObject({
    kind: z.literal("target"),
    name,
    connector: z.string().min(1).max(60),
    description: text(1, 500),
    settings: z.record(z.string(), z.unknown()),
    secret: z.string().min(1).max(10_000),
    driftMode: z.enum(driftModes).default("report"),
  }),
  entitlement: z.strictObject({
    kind: z.literal("entitlement"),
    target: name,
    resource: name,
    resourceDescription: text(1, 500),
    tags,
    ownerGroupId: id<GroupId>("grp").optional(),
    action: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
    name,
    description: text(1, 500),
    mapping: z.record(z.string(), z.unknown()),
    sensitive: z.boolean().default(false),
  }),
  /** Named anew or by the name of one that is there, which it replaces. */
  bundle: z.strictObject({
    kind: z.literal("bundle"),
    name,
    description: text(1, 500),
    entitlementIds: z
      .array(id<EntitlementId>("ent"))
      .min(1)
      .max(50)
      .refine((ids) => new Set(ids).size === ids.length, "names an entitlement twice"),
    retire: z.boolean().default(false),
  }),
  owner: z.strictObject({
    kind: z.literal("owner"),
    resourceId: id<ResourceId>("res"),
    ownerGroupId: id<GroupId>("grp"),
  }),
  tags: z.strictObject({
    kind: z.literal("tags"),
    resourceId: id<ResourceId>("res"),
    tags,
  }),
  mapping: z.strictObject({
    kind: z.literal("mapping"),
    entitlementId: id<EntitlementId>("ent"),
    mapping: z.record(z.string(), z.unknown()),
    sensitive: z.boolean(),
  }),
  settings: z.strictObject({
    kind: z.literal("settings"),
    targetId: id<TargetId>("tgt"),
    description: text(1, 500),
    settings: z.record(z.string(), z.unknown()),
    /** Without one, the known secret stays. */
    secret: z.string().min(1).max(10_000).optional(),
    /** Without one, the known mode stays. */
    driftMode: z.enum(driftModes).optional(),
  }),
  /** Which login at a target is a person's own. */
  account: z.strictObject({
    kind: z.literal("account"),
    targetId: id<TargetId>("tgt"),
    personId: id<PersonId>("per"),
    account: text(1, 320),
  }),
  /** Access that no grant explains and that is let stand, or no longer. */
  known: z.strictObject({
    kind: z.literal("known"),
    targetId: id<TargetId>("tgt"),
    entitlementId: id<EntitlementId>("ent"),
    account: text(1, 2_000),
    reason: text(3, 500),
    retire: z.boolean().default(false),
  }),
  /** No more grants of it, and an end to those there are. It is gone when none of them stands. */
  retirement: z.strictObject({
    kind: z.literal("retirement"),
    subjectId: z.union([id<TargetId>("tgt"), id<ResourceId>("res"), id<EntitlementId>("ent")]),
  }),
  /** Two administrators accept that a target can no longer be asked whether what was granted there is gone. */
  unverified: z.strictObject({ kind: z.literal("unverified"), targetId: id<TargetId>("tgt") }),
  /** How long personal data is kept, by class; null for ever. */
  retention: z.strictObject({
    kind: z.literal("retention"),
    accessDays: keptDays,
    signInDays: keptDays,
    readingDays: keptDays,
  }),
  /** Everything that is kept of a person goes, after everything that they hold. It cannot be undone. */
  erasure: z.strictObject({
    kind: z.literal("erasure"),
    personId: id<PersonId>("per"),
    because: z.enum(erasureGrounds),
  }),
  /** Named anew or by the name of one that is there, which it replaces. */
  schedule: z.strictObject({
    kind: z.literal("schedule"),
    name: text(1, 60),
    settings: scheduleSettings,
    retire: z.boolean().default(false),
  }),
  /** Somebody new, or, with an id, another description of who is there. */
  person: z.strictObject({
    kind: z.literal("person"),
    personId: id<PersonId>("per").optional(),
    email: emailInput,
    name,
    timezone: z.string().max(100).refine(isKnownZone, "use an IANA name such as Europe/Berlin"),
    roles: z
      .array(z.enum(portalRoles))
      .max(portalRoles.length)
      .refine((roles) => new Set(roles).size === roles.length, "names a duty twice"),
    managerId: id<PersonId>("per").nullable(),
    /** What conditions of policy read as `person.attributes`. Without them, those that are known stay. */
    attributes: z
      .record(
        z.string().regex(/^[a-zA-Z]\w{0,40}$/),
        z.union([text(1, 200), z.number(), z.boolean(), z.array(text(1, 200)).max(50)]),
      )
      .optional(),
  }),
  group: z.strictObject({
    kind: z.literal("group"),
    name,
    personIds: z.array(id<PersonId>("per")).max(10_000),
    groupIds: z.array(id<GroupId>("grp")).max(1000),
  }),
} as const;

export const proposedChange = z.discriminatedUnion("kind", [
  changePayloads.policy,
  changePayloads.target,
  changePayloads.entitlement,
  changePayloads.bundle,
  changePayloads.owner,
  changePayloads.group,
  changePayloads.person,
  changePayloads.tags,
  changePayloads.mapping,
  changePayloads.settings,
  changePayloads.schedule,
  changePayloads.account,
  changePayloads.known,
  changePayloads.retirement,
  changePayloads.unverified,
  changePayloads.erasure,
  changePayloads.retention,
]);
export const changeKinds = Object.keys(changePayloads) as [ProposedChange["kind"], ...ProposedChange["kind"][]];
export type ProposedChange = z.output<typeof proposedChange>;

export const proposeChangeInput = z.strictObject({ summary: text(3, 300), change: proposedChange });
export type ProposeChangeInput = z.output<typeof proposeChangeInput>;

export const listChangesInput = z.strictObject({
  waiting: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(200).optional(),
});
export type ListChangesInput = z.output<typeof listChangesInput>;

export const changeIdInput = z.strictObject({ changeId: id<ChangeId>("chg") });

/** Which waiting change, and how far back to look. A cursor goes on listing differences where a page ended. */
export const replayChangeInput = z.strictObject({ changeId: id<ChangeId>("chg"), ...replaySpan });
export type ReplayChangeInput = z.output<typeof replayChangeInput>;

export const decideChangeInput = z.strictObject({
  changeId: id<ChangeId>("chg"),
  decision: z.enum(["approve", "reject"]),
  reason: text(1, 500).optional(),
  stepUp: stepUpProofInput.optional(),
});
export type DecideChangeInput = z.output<typeof decideChangeInput>;
