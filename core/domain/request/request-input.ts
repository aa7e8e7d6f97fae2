import { z } from "zod";
import type { EntitlementId, GrantId, PersonId, RequestId } from "#core/domain/ids.ts";
import { instantInput } from "#core/domain/instant-input.ts";
import { leastJustification, mostJustification } from "#core/domain/request/justification.ts";
import { requestStatuses } from "#core/domain/request/request.ts";
import { stepUpProofInput } from "#core/domain/step-up/step-up-proof.ts";
import { id, text } from "#core/domain/text-input.ts";

const durationSecondsInput = z.int().min(5).max(31_536_000);
const justificationInput = text(leastJustification, mostJustification);
/** Opaque: anything but the digest that was shown is stale, whatever its form. */
const digestInput = text(1, 200);

/** What a person asks for. Instants are ISO 8601 with an offset. */
export const submitRequestInput = z.strictObject({
  entitlementIds: z
    .array(id<EntitlementId>("ent"))
    .min(1)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, "must be distinct"),
  durationSeconds: durationSecondsInput,
  justification: justificationInput,
  ticket: text(1, 200).optional(),
  startsAt: instantInput.optional(),
  forPersonId: id<PersonId>("per").optional(),
  /** Emergency access, where policy has a rule for it: at once, told to everyone named, reviewed afterwards. */
  breakGlass: z.boolean().optional(),
  stepUp: stepUpProofInput.optional(),
});
export type SubmitRequestInput = z.output<typeof submitRequestInput>;

/** The same while it is still being written: what policy says does not wait for the reason. */
export const previewRequestInput = submitRequestInput.extend({ justification: text(0, mostJustification) });

export const requestIdInput = z.strictObject({ requestId: id<RequestId>("req") });

export const voteInput = z.strictObject({
  requestId: id<RequestId>("req"),
  vote: z.enum(["approve", "deny"]),
  comment: text(1, 2000).optional(),
  /** Shorter than was asked. */
  durationSeconds: durationSecondsInput.optional(),
  digest: digestInput,
  stepUp: stepUpProofInput.optional(),
});
export type VoteInput = z.output<typeof voteInput>;

export const extendGrantInput = z.strictObject({
  grantId: id<GrantId>("grt"),
  durationSeconds: durationSecondsInput,
  justification: justificationInput,
});
export type ExtendGrantInput = z.output<typeof extendGrantInput>;

export const listRequestsInput = z.strictObject({
  status: z.enum(requestStatuses).optional(),
  toDecide: z.stringbool().optional(),
  mine: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListRequestsInput = z.output<typeof listRequestsInput>;
