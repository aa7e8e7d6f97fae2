import type { PolicyVersion } from "#core/domain/policy/policy-version.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface PolicyView extends Pick<PolicyVersion, "number" | "document" | "digest" | "activatedAt"> {
  readonly author: PersonName | null;
  readonly approvedBy: PersonName | null;
}

/** The policy in force and all before it, newest first. */
export const readPolicy: UseCase<Record<string, never>, readonly PolicyView[], "not_allowed"> = async (
  core,
  caller,
) => {
  const { roles } = caller.person;
  if (roles.length === 0) return refuse("not_allowed");
  const versions = await core.policies.versions();
  const people = versions.flatMap(({ authorId, approvedById }) => [authorId, approvedById]).filter((id) => id !== null);
  const name = await namesOf(core, people);
  return ok(
    versions.map(({ number, document, digest, activatedAt, authorId, approvedById }) => ({
      ...{ number, document, digest, activatedAt },
      author: authorId && name(authorId),
      approvedBy: approvedById && name(approvedById),
    })),
  );
};
