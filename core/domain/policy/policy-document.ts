import { z } from "zod";
import { refuse, ok, type Result } from "#core/domain/result.ts";
import { parseDuration } from "#core/domain/policy/parse-duration.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { policyTest } from "#core/domain/policy/policy-test-document.ts";

const name = z.string().min(1).max(200);
/** An empty list would read as "any" to one reader and as "none" to another. */
const names = z.array(name).min(1).max(1_000);
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, "use letters, digits, '.', '_' and '-', at most 100");
const duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, "write a duration such as 30m, 8h30m or 2d");
const approver = z
  .string()
  .max(300)
  .regex(
    /^(?:resource\.owners|requester\.manager|(?:group|person|onCall):.+)$/,
    "use resource.owners, requester.manager, group:NAME, person:EMAIL or onCall:NAME",
  );
const approvers = z.array(approver).min(1).max(50);

const atLeastOneKey = (selector: object): boolean => Object.keys(selector).length > 0;

const who = z
  .strictObject({ groups: names.optional(), people: names.optional() })
  .refine(atLeastOneKey, "name groups or people, or leave `who` out for everyone");

const what = z
  .strictObject({
    actions: names.optional(),
    tags: z.record(name, z.union([name, names])).optional(),
    resources: names.optional(),
    targets: names.optional(),
    entitlements: names.optional(),
  })
  .refine(atLeastOneKey, "select something, or leave `what` out for everything");

const stage = z.strictObject({
  from: approvers,
  need: z.int().min(1).max(20),
  escalateAfter: duration.optional(),
  escalateTo: approvers.optional(),
});

const then = z.strictObject({
  deny: z.string().min(1).max(500).optional(),
  autoApprove: z.literal(true).optional(),
  approval: z.array(stage).min(1).max(10).optional(),
  maxDuration: duration.optional(),
  minDuration: duration.optional(),
  lapseAfter: duration.optional(),
  stepUp: z.boolean().optional(),
  ordered: z.boolean().optional(),
  notify: approvers.optional(),
  minJustification: z.int().min(1).max(2_000).optional(),
  ticketPattern: z.string().min(1).max(200).optional(),
});

const rule = z
  .strictObject({
    id,
    who: who.optional(),
    what: what.optional(),
    when: z.string().min(1).max(2_000).optional(),
    breakGlass: z.boolean().optional(),
    then,
  })
  .superRefine((value, context) => {
    for (const [path, message] of contradictions(value.then, value.breakGlass === true)) {
      context.addIssue({ code: "custom", path, message });
    }
  });

const conflict = z.strictObject({
  id,
  because: z.string().min(1).max(500),
  between: z.array(what).min(2).max(50),
});

const policyDocument = z.strictObject({
  version: z.literal(1),
  rules: z.array(rule).max(20_000),
  conflicts: z.array(conflict).max(500).optional(),
  tests: z.array(policyTest).max(2_000).optional(),
});

export type PolicyDocument = z.infer<typeof policyDocument>;
export type Rule = z.infer<typeof rule>;
export type Then = z.infer<typeof then>;
export type Stage = z.infer<typeof stage>;
export type Who = z.infer<typeof who>;
export type What = z.infer<typeof what>;
export type Conflict = z.infer<typeof conflict>;

/** Strict: an unknown key is an error, so that a misspelt limit cannot be a missing one. */
export function checkPolicyDocument(input: unknown): Result<PolicyDocument, PolicyProblem[]> {
  const parsed = policyDocument.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  return refuse(parsed.error.issues.flatMap(toProblems));
}

function toProblems(issue: z.core.$ZodIssue): PolicyProblem[] {
  const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
  if (issue.code !== "unrecognized_keys") {
    return [{ severity: "error", code: "invalid_document", path, message: issue.message }];
  }
  return issue.keys.map((key) => ({
    severity: "error",
    code: "unknown_key",
    path: [...path, key],
    message: `unknown key "${key}"`,
  }));
}

/** What the shape alone cannot say: which parts of `then` go together. */
function* contradictions(value: Then, breakGlass: boolean): Generator<[(string | number)[], string]> {
  const answers = (["deny", "autoApprove", "approval"] as const).filter((key) => value[key] !== undefined);
  if (answers.length !== 1) yield [["then"], "give exactly one of deny, autoApprove and approval"];
  if (value.deny !== undefined) {
    for (const key of Object.keys(value)) if (key !== "deny") yield [["then", key], `${key} means nothing beside deny`];
    if (breakGlass)
      yield [["breakGlass"], "a deny holds for break-glass too; use `when: request.breakGlass` to limit it"];
    return;
  }
  if (value.maxDuration === undefined) yield [["then"], "maxDuration is required: no access is without end"];
  const [least, most] = [value.minDuration, value.maxDuration].map((text) => parseDuration(text ?? ""));
  if (least !== undefined && most !== undefined && least > most) {
    yield [["then", "minDuration"], "minDuration is longer than maxDuration"];
  }
  if (value.approval === undefined) {
    for (const key of ["lapseAfter", "ordered"] as const) {
      if (value[key] !== undefined) yield [["then", key], `${key} needs approval`];
    }
  }
  for (const [index, one] of (value.approval ?? []).entries()) {
    if ((one.escalateAfter === undefined) !== (one.escalateTo === undefined)) {
      yield [["then", "approval", index], "escalateAfter and escalateTo go together"];
    }
  }
  if (!breakGlass) return;
  if (value.stepUp !== true) yield [["then"], "break-glass needs stepUp: true"];
  if (value.notify === undefined) yield [["then"], "break-glass needs notify: someone is told at once"];
}
