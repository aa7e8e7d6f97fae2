import { z } from "zod";
import type { DelegationId, PersonId, RequestId } from "#core/domain/ids.ts";
import { instantInput } from "#core/domain/instant-input.ts";
import { id, text } from "#core/domain/text-input.ts";

/** Who votes for the caller, from when until when; without a start, from now on. */
export const setDelegationInput = z.strictObject({
  delegateId: id<PersonId>("per"),
  startsAt: instantInput.optional(),
  endsAt: instantInput,
  note: text(1, 200).optional(),
});
export type SetDelegationInput = z.output<typeof setDelegationInput>;

export const endDelegationInput = z.strictObject({ delegationId: id<DelegationId>("del") });

/** The caller's vote on one request, given to somebody else. */
export const handOverInput = z.strictObject({
  requestId: id<RequestId>("req"),
  delegateId: id<PersonId>("per"),
  note: text(1, 200).optional(),
});
export type HandOverInput = z.output<typeof handOverInput>;
