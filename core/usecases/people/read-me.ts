import type { Person } from "#core/domain/directory/person.ts";
import type { TokenScope } from "#core/domain/directory/session.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

export type Me = Pick<Person, "id" | "name" | "email" | "timezone" | "roles" | "onCall"> & {
  readonly groups: readonly string[];
  /** Null for a session, which is not limited by scopes. */
  readonly scopes: readonly TokenScope[] | null;
  /** What waits for this person's vote, and what they hold. */
  readonly toDecide: number;
  readonly holding: number;
};

export const readMe: UseCase<Record<string, never>, Me, never> = async (core, { person, scopes }) => {
  const { id, name, email, timezone, roles, onCall } = person;
  const [basis, toDecide, open] = await Promise.all([
    core.policies.basis(),
    core.requests.countToDecide(id),
    core.grants.openOf(id),
  ]);
  return ok({
    id,
    name,
    email,
    timezone,
    roles,
    onCall,
    groups: basis.groupsOf(id),
    scopes,
    toDecide,
    holding: open.length,
  });
};
