import type { PickOption } from "#components/pick/pick-option.ts";
import { findPeopleAction } from "./actions.ts";

/** A screenful of people by name or e-mail, the disabled too: the past knows them. */
export const searchPeople = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findPeopleAction({ q, limit: 20 });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.items.map(({ id, name, email }) => ({ id, name, detail: email }));
};
