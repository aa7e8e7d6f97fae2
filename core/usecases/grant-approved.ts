import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { Person } from "#core/domain/directory/person.ts";
import { extendGrant } from "#core/domain/grant/grant-steps.ts";
import { openGrant } from "#core/domain/grant/open-grant.ts";
import { dueNow } from "#core/domain/holding/due-now.ts";
import type { Request } from "#core/domain/request/request.ts";
import { checkTargetsOpen, type ClosedTarget } from "#core/usecases/check-targets-open.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { Answer } from "#core/usecases/decide-request.ts";

interface Approved {
  readonly request: Request;
  readonly holder: Person;
  readonly items: readonly CatalogueItem[];
  readonly durationSeconds: number;
  readonly answer: Pick<Answer, "readsGrants">;
}

/**
 * What an approval gives: new grants with their holdings, or a later deadline for the grant that it extends. To be committed
 * in one step with the approval itself, so that neither exists without the other. Where the answer depended on what the holder
 * holds, their row moves too: of two approvals at the same moment, the second is judged with the first one's grants.
 */
export const grantApproved = async (
  core: Core,
  { request, holder, items, durationSeconds, answer }: Approved,
  now: Date,
): Promise<Result<Transition, "grant_over" | ClosedTarget>> => {
  const open = await checkTargetsOpen(
    core,
    items.map(({ target }) => target.id),
    now,
  );
  if (!open.ok) return open;
  if (request.extendsGrantId) return extension(core, request, durationSeconds, now);
  return ok(
    together(
      transition({ writes: answer.readsGrants ? [update("Person", holder, {})] : [] }),
      ...items.map((item) => {
        const kind = core.targets.kind(item.target.kind);
        if (!kind) throw new Error(`${item.target.name}: no connector for kind ${item.target.kind}`);
        const holdingId = core.ids.newId("hld");
        const account = kind.accountFor(holder.email, holdingId);
        return openGrant({ grantId: core.ids.newId("grt"), holdingId, account, request, item, durationSeconds, now });
      }),
    ),
  );
};

const extension = async (
  core: Core,
  request: Request,
  seconds: number,
  now: Date,
): Promise<Result<Transition, "grant_over">> => {
  const grant = request.extendsGrantId && (await core.grants.find(request.extendsGrantId));
  if (grant?.status !== "active" || !grant.expiresAt || grant.expiresAt <= now) return refuse("grant_over");
  const holding = await core.holdings.find(grant.holdingId);
  if (!holding) throw new Error(`${grant.id}: no holding`);
  return ok(together(extendGrant(grant, seconds), dueNow(holding, now)));
};
