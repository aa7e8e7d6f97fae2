import { z } from "zod";
import { parseDuration } from "#core/domain/policy/parse-duration.ts";

const name = z.string().min(1).max(200);
const attribute = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const person = z.strictObject({
  email: name,
  groups: z.array(name).optional(),
  attributes: z.record(name, attribute).optional(),
  timezone: name.optional(),
  onCall: z.boolean().optional(),
  enabled: z.boolean().optional(),
});

const entitlement = z.strictObject({
  action: name,
  name: name.optional(),
  resource: name.optional(),
  tags: z.record(name, name).optional(),
  owners: z.array(name).optional(),
  target: name.optional(),
  kind: name.optional(),
});

const session = z.strictObject({
  method: name.optional(),
  age: z
    .string()
    .refine((text) => parseDuration(text) !== undefined, "write a duration such as 30m")
    .optional(),
  address: name.optional(),
  deviceKnown: z.boolean().optional(),
});

/** A case in the policy document: given these facts, expect this answer. */
export const policyTest = z.strictObject({
  name: z.string().min(1).max(200),
  given: z.strictObject({
    person,
    holder: person.optional(),
    entitlement,
    duration: z
      .string()
      .refine((text) => parseDuration(text) !== undefined, "write a duration such as 30m, 8h30m or 2d"),
    justification: z.string().max(2_000).optional(),
    ticket: z.string().max(200).optional(),
    breakGlass: z.boolean().optional(),
    at: z.iso.datetime({ offset: true }),
    holds: z.array(entitlement).max(100).optional(),
    session: session.optional(),
    /** Who is in a group or an on-call schedule for this test; anything else is asked of the directory. */
    members: z.record(name, z.array(name)).optional(),
    onCall: z.record(name, z.array(name)).optional(),
    managers: z.record(name, name).optional(),
  }),
  expect: z.strictObject({
    outcome: z.enum(["deny", "auto-approve", "needs-approval"]),
    rule: name.optional(),
    reason: name.optional(),
    /** E-mails of who can decide each stage, in any order. */
    approvers: z.array(z.array(name)).optional(),
  }),
});

export type PolicyTest = z.infer<typeof policyTest>;
export type PolicyTestPerson = z.infer<typeof person>;
export type PolicyTestEntitlement = z.infer<typeof entitlement>;
