import { type CatalogueItem, isOffered } from "#core/domain/catalogue/entitlement.ts";
import { isEnabled, type Person } from "#core/domain/directory/person.ts";
import type { EntitlementId, PersonId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { SubmitRequestInput } from "#core/domain/request/request-input.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import type { Ask } from "#core/usecases/decide-request.ts";

export type AskRefusal = "unknown_entitlement" | "unknown_person" | "starts_in_past" | "break_glass_now";

/** Turns what a caller sent into what policy is asked. Unknown, retired and disabled are refused alike, without telling which. */
export const loadAsk = async (
  core: Core,
  caller: Caller,
  input: SubmitRequestInput,
  now: Date,
): Promise<Result<Ask, AskRefusal>> => {
  const forAnother = input.forPersonId !== undefined && input.forPersonId !== caller.person.id;
  // Nobody approves it, so its holder confirms it; and what can wait for its start is no emergency.
  if (input.breakGlass && (forAnother || input.startsAt)) return refuse("break_glass_now");
  if (input.startsAt && input.startsAt <= now) return refuse("starts_in_past");
  const requester = await presentCaller(core, caller);
  const holder = input.forPersonId ? await core.people.find(input.forPersonId) : requester;
  if (!requester || !holder || !isEnabled(holder)) return refuse("unknown_person");
  const items = await requestable(core, input.entitlementIds);
  if (!items) return refuse("unknown_entitlement");
  return ok({
    requester,
    holder,
    items,
    durationSeconds: input.durationSeconds,
    justification: input.justification,
    ticket: input.ticket ?? null,
    startsAt: input.startsAt ?? null,
    extendsGrantId: null,
    breakGlass: input.breakGlass,
    session: caller.session,
    address: caller.address,
  });
};

/** The caller as they are now: what is committed guards this row, and it may have moved since the call came in. */
export const presentCaller = async (core: Core, { person }: Caller): Promise<Person | null> => {
  const present = await core.people.find(person.id);
  return present && isEnabled(present) ? present : null;
};

const requestable = async (core: Core, ids: readonly EntitlementId[]): Promise<readonly CatalogueItem[] | null> => {
  const items = await core.catalogue.ofIds(ids);
  const open = items.filter(isOffered);
  return open.length === ids.length ? open : null;
};

/**
 * What policy is asked about a request again later: the same wish, from the session in which it was asked, and today's people,
 * groups and entitlements. Null when somebody or something of it is no longer known: then it cannot be granted.
 */
export const reloadAsk = async (core: Core, request: Request): Promise<Ask | null> => {
  const [requester, holder, items] = await Promise.all([
    core.people.find(request.requesterId),
    core.people.find(request.holderId),
    requestable(core, request.entitlementIds),
  ]);
  if (!requester || !holder || !items) return null;
  const { justification, ticket, startsAt, extendsGrantId } = request;
  const durationSeconds = await decidedDuration(core, request);
  return {
    requester,
    holder,
    items,
    durationSeconds,
    justification,
    ticket,
    startsAt,
    extendsGrantId,
    breakGlass: request.decision.breakGlass,
    requestId: request.id,
    session: null,
    address: null,
    askedIn: request.facts.items[0]?.session,
  };
};

/** Policy limits the whole time that access lasts, so an extension is judged by what the grant would come to. */
const decidedDuration = async (core: Core, request: Request): Promise<number> => {
  const grant = request.extendsGrantId && (await core.grants.find(request.extendsGrantId));
  return request.durationSeconds + (grant ? grant.durationSeconds : 0);
};

export const enabledPeople = async (core: Core, ids: readonly PersonId[]): Promise<readonly Person[]> =>
  (await core.people.ofIds(ids)).filter(isEnabled);
