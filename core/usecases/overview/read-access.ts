import type { PageOf } from "#core/domain/page.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type GrantView, viewGrants } from "#core/usecases/view-grant.ts";

export interface OwnAccess {
  /** Scheduled, activating, active and ending. */
  readonly open: readonly GrantView[];
  /** The newest of what is over. */
  readonly ended: PageOf<GrantView>;
}

const shown = 10;

/** What the caller holds, is about to hold, and had. */
export const readAccess: UseCase<Record<string, never>, OwnAccess, never> = async (core, caller) => {
  const { id } = caller.person;
  const [open, ended] = await Promise.all([
    core.grants.openOf(id),
    core.grants.page({ holderId: id, status: "ended" }, { limit: shown }),
  ]);
  const views = await viewGrants(core, caller, [...open, ...ended.items]);
  return ok({
    open: views.slice(0, open.length),
    ended: { items: views.slice(open.length), nextCursor: ended.nextCursor },
  });
};
