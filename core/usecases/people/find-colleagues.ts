import { isEnabled } from "#core/domain/directory/person.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { PersonName } from "#core/usecases/names-of.ts";

const shown = 8;

/** Enabled people by name or e-mail, for asking on somebody's behalf: names only. */
export const findColleagues: UseCase<{ q: string }, readonly PersonName[], never> = async (core, caller, { q }) => {
  const page = await core.people.page(q, { limit: shown + 1 });
  const others = page.items.filter((person) => isEnabled(person) && person.id !== caller.person.id);
  return ok(others.slice(0, shown).map(({ id, name }) => ({ id, name })));
};
