import type { PickOption } from "#components/pick/pick-option.ts";
import { findPeopleAction } from "./actions.ts";

/** Anybody, by name or e-mail: oneself too, who may belong to a group or take turns like the others. */
export const searchPeople = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findPeopleAction({ q, limit: 20 });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.items.map(({ id, name, email }) => ({ id, name, detail: email }));
};
