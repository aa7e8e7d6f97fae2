import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { Person } from "#core/domain/directory/person.ts";
import { extendGrant } from "#core/domain/grant/grant-steps.ts";
import { type HoldingPlace, openGrant } from "#core/domain/grant/open-grant.ts";
import { dueNow } from "#core/domain/holding/due-now.ts";
import type { Request } from "#core/domain/request/request.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { ConnectorKind } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import { emergency } from "#core/usecases/break-glass/emergency.ts";
import { accountFor, type OwnAccount } from "#core/usecases/account-for.ts";
import { checkTargetsOpen, type ClosedPortal, type ClosedTarget } from "#core/usecases/check-targets-open.ts";
import type { Answer } from "#core/usecases/decide-request.ts";

interface Approved {
  readonly request: Request;
  readonly holder: Person;
  readonly items: readonly CatalogueItem[];
  readonly durationSeconds: number;
  readonly answer: Pick<Answer, "basis">;
}

/** `account_taken`: the holder's login at a target is another person's there. */
export type GrantRefusal = "grant_over" | "account_taken" | ClosedPortal;

/**
 * What an approval gives: new grants with their holdings, or a later deadline for the grant that it extends. To be committed
 * in one step with the approval itself, so that neither exists without the other. The holder's row moves too: of two approvals
 * at the same moment the second is judged with the first one's grants, and whoever disables them cannot overlook a grant.
 */
export const grantApproved = async (
  core: Core,
  approved: Approved,
  now: Date,
): Promise<Result<Transition, GrantRefusal>> => {
  const { request, items, durationSeconds } = approved;
  const open = await checkTargetsOpen(
    core,
    items.map(({ target }) => target.id),
    now,
    request.decision.breakGlass,
  );
  if (!open.ok) return open;
  if (request.extendsGrantId) return extension(core, request, durationSeconds, now);
  const granted = await newGrants(core, approved, now);
  if (!granted.ok) return granted;
  const said = saying(open.value, granted.value);
  return ok(request.decision.breakGlass ? together(said, emergency(core, approved, open.value, now)) : said);
};

const newGrants = async (
  core: Core,
  { request, holder, items, durationSeconds }: Approved,
  now: Date,
): Promise<Result<Transition, "account_taken">> => {
  const accounts = new Map<string, OwnAccount>();
  const steps = [transition({ writes: [update("Person", holder, {})] })];
  for (const item of items) {
    const kind = core.targets.kind(item.target.kind);
    if (!kind) throw new Error(`${item.target.name}: no connector for kind ${item.target.kind}`);
    if (kind.accounts === "membership" && !accounts.has(item.target.id)) {
      const own = await accountFor(core, item.target, kind, holder, now);
      if (!own.ok) return own;
      accounts.set(item.target.id, own.value);
      steps.push(own.value.step);
    }
    const place = await placeOf(core, item, kind, holder, accounts.get(item.target.id));
    if (!place) return refuse("account_taken");
    steps.push(openGrant({ grantId: core.ids.newId("grt"), place, request, item, durationSeconds, now }));
  }
  return ok(together(...steps));
};

/** A login made for this grant, or the holding that the person's own login shares with their other grants of the entitlement. */
const placeOf = async (
  core: Core,
  { target, entitlement }: CatalogueItem,
  kind: ConnectorKind,
  holder: Person,
  own: OwnAccount | undefined,
): Promise<HoldingPlace | null> => {
  const holdingId = core.ids.newId("hld");
  if (!own) return { holdingId, account: kind.accountFor(holder.email, holdingId), shared: false };
  const holding = await core.holdings.ofAccount(target.id, own.account, entitlement.id);
  if (!holding) return { holdingId, account: own.account, shared: true };
  // A login that has changed hands is its former owner's until all that it had there is over.
  const others = await core.grants.openOfHoldings([holding.id]);
  if (others.some(({ holderId }) => holderId !== holder.id)) return null;
  return { holding: { ...holding, holderId: holder.id }, others };
};

/** What was given although its target is closed to others says so in the record. */
const saying = (despite: ClosedTarget | null, step: Transition): Transition => {
  if (despite === null) return step;
  return { ...step, events: step.events.map((event) => ({ ...event, data: { ...event.data, despite } })) };
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
