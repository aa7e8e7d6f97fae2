import type { Person } from "#core/domain/directory/person.ts";
import type { ListPeopleInput } from "#core/domain/directory/person-input.ts";
import type { Erasure } from "#core/domain/erasure/erasure.ts";
import type { PageOf } from "#core/domain/page.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export type PersonView = Pick<
  Person,
  "id" | "name" | "email" | "timezone" | "roles" | "onCall" | "source" | "disabledAt"
> & {
  readonly manager: PersonName | null;
  readonly groups: readonly string[];
  readonly liveGrants: number;
  readonly sessions: number;
  /** How far the erasure of their data is; null where none is owed. */
  readonly erasure: Erasure["status"] | null;
};

/** Everyone whom the portal knows, for administrators and auditors. */
export const listPeople: UseCase<ListPeopleInput, PageOf<PersonView>, "not_allowed"> = async (core, caller, input) => {
  const { roles } = caller.person;
  if (!roles.includes("administrator") && !roles.includes("auditor")) return refuse("not_allowed");
  const page = await core.people.page(input.q, { limit: input.limit, cursor: input.cursor });
  const { groupsOf } = await core.policies.basis();
  const erasures = await core.erasures.ofPeople(page.items.map(({ id }) => id));
  const named = await namesOf(
    core,
    page.items.flatMap(({ managerId }) => managerId ?? []),
  );
  const items = await Promise.all(
    page.items.map(async ({ id, name, email, timezone, roles, onCall, source, disabledAt, managerId }) => ({
      ...{ id, name, email, timezone, roles, onCall, source, disabledAt },
      erasure: erasures.find(({ personId }) => personId === id)?.status ?? null,
      manager: managerId && named(managerId),
      groups: groupsOf(id),
      liveGrants: (await core.grants.openOf(id)).length,
      sessions: (await core.sessions.liveOf(id)).length,
    })),
  );
  return ok({ items, nextCursor: page.nextCursor });
};
