import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Person } from "#core/domain/directory/person.ts";
import { directoryAccount } from "#core/domain/holding/directory-account.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, insert, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { ConnectorKind } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import { endOtherLogins } from "#core/usecases/end-other-logins.ts";

/** A login, and what must be committed with whatever is given to it so that it stays this person's alone. */
export interface OwnAccount {
  readonly account: string;
  readonly step: Transition;
}

/**
 * The person's own login at a target: the reviewed one, or what the directory says, which is then kept so that it cannot be
 * somebody else's as well. Refused where it is somebody else's already. Where the directory names another one by now, what the
 * person has through the former one ends: to be committed with a write of the person's row.
 */
export const accountFor = async (
  core: Core,
  target: Target,
  kind: ConnectorKind,
  person: Person,
  now: Date,
): Promise<Result<OwnAccount, "account_taken">> => {
  const known = await core.accounts.ofPerson(target.id, person.id);
  if (known?.source === "reviewed")
    return ok({ account: known.account, step: transition({ guards: [guard("Account", known)] }) });
  const account = loginOf(core, target, kind, person);
  if (known?.account === account) return ok({ account, step: transition({ guards: [guard("Account", known)] }) });
  const owner = await core.accounts.named(target.id, account);
  if (owner && owner.personId !== person.id) return refuse("account_taken");
  const of = { targetId: target.id, personId: person.id, account, source: "directory" as const };
  const write = known
    ? update("Account", known, { account })
    : insert("Account", { id: core.ids.newId("acc"), version: 1, ...of, createdAt: now });
  const event = {
    kind: "accountMapped" as const,
    personId: person.id,
    targetId: target.id,
    data: { account, source: of.source },
  };
  const mapped = transition({ writes: [write], events: [event] });
  const left = known ? await endOtherLogins(core, of, now) : transition({});
  return ok({ account, step: together(mapped, left) });
};

/** What the directory says, and where it says nothing what the connector makes of the person's address. */
const loginOf = (core: Core, target: Target, kind: ConnectorKind, person: Person): string =>
  directoryAccount(person, target) ?? kind.accountFor(person.email, core.ids.newId("hld"));

/**
 * What guards that a login is still this person's own, as it was when access through it was approved; null where it is not: logins
 * change hands.
 */
export const stillOwn = async (
  core: Core,
  target: Target,
  kind: ConnectorKind,
  person: Person,
  account: string,
): Promise<Transition | null> => {
  const known = await core.accounts.ofPerson(target.id, person.id);
  if (known?.account !== account) return null;
  const says = known.source === "reviewed" ? account : loginOf(core, target, kind, person);
  return says === account ? transition({ guards: [guard("Account", known)] }) : null;
};
