import { z } from "zod";
import type { PersonId } from "#core/domain/ids.ts";
import { id, text } from "#core/domain/text-input.ts";

export const personIdInput = z.strictObject({ personId: id<PersonId>("per") });
export const disablePersonInput = z.strictObject({ personId: id<PersonId>("per"), reason: text(3, 500) });
export const findColleaguesInput = z.strictObject({ q: z.string().max(200) });
export const listPeopleInput = z.strictObject({
  q: z.string().max(200).default(""),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ListPeopleInput = z.output<typeof listPeopleInput>;
