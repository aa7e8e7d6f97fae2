import type { Person } from "#core/domain/directory/person.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Core } from "#core/ports/core.ts";

type ErasureRefusal = "unknown_person" | "already_erased" | "review_open" | "last_administrator";

/** Whether somebody's data may be erased now. What is still to be reviewed must be there to be read. */
export const checkErasure = async (core: Core, personId: PersonId): Promise<Result<Person, ErasureRefusal>> => {
  const person = await core.people.find(personId);
  if (!person) return refuse("unknown_person");
  if ((await core.erasures.ofPeople([personId])).length > 0) return refuse("already_erased");
  if ((await core.breakGlassReviews.openOf(personId)).length > 0) return refuse("review_open");
  const administrators = await core.people.enabledWith("administrator");
  return administrators.some(({ id }) => id !== personId) ? ok(person) : refuse("last_administrator");
};
