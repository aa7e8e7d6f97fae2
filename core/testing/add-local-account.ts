import type { Person } from "#core/domain/directory/person.ts";
import { insert, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

/** Lets somebody have a password here. No password fits it yet. */
export const addLocalAccount = async (core: Core, { id }: Pick<Person, "id">): Promise<void> => {
  const account = { id, version: 1, passwordHash: "", changedAt: await core.clock.now() };
  const [commit] = await core.store.commit({ personId: null, via: "console", correlationId: "test" }, [
    transition({ writes: [insert("LocalAccount", account)] }),
  ]);
  if (!commit?.done) throw new Error(`${id}: has an account already`);
};
