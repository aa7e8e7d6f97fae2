import type { ListGrantsInput } from "#core/domain/grant/grant-input.ts";
import type { PageOf } from "#core/domain/page.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type GrantView, viewGrants } from "#core/usecases/view-grant.ts";

/** The grants that the caller may see, newest first. */
export const listGrants: UseCase<ListGrantsInput, PageOf<GrantView>, never> = async (core, caller, input) => {
  const { id, roles } = caller.person;
  const seesAll = roles.includes("auditor") || roles.includes("administrator");
  const page = await core.grants.page(
    { status: input.status, holderId: input.personId, readableBy: seesAll ? undefined : id },
    { limit: input.limit, cursor: input.cursor },
  );
  return ok({ items: await viewGrants(core, caller, page.items), nextCursor: page.nextCursor });
};
