import type { Actor } from "#core/domain/audit/event.ts";
import { emailInput } from "#core/domain/directory/sign-in-input.ts";
import { type PortalRole, portalRoles } from "#core/domain/directory/person.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, together, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { isReason } from "#core/usecases/setup/is-reason.ts";

interface Newcomer {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly reason: string;
}

const isRole = (role: string): role is PortalRole => portalRoles.some((known) => known === role);

/**
 * The second person of a portal, whom nobody could approve, or one who is needed where no reviewer is left: added by whoever can
 * reach the database with the portal's own role. Part of the set-up, and loud: the record says that it came from the console, why,
 * and that nobody approved it. Answers a password that is shown once, random and as long as a token: nobody chooses it.
 */
export const addPersonUnreviewed = async (
  core: Pick<Core, "clock" | "ids" | "people" | "policies" | "secrets" | "store">,
  { email: address, name, roles, reason }: Newcomer,
): Promise<Result<string, "no_reason" | "invalid_person" | "address_taken" | "busy">> => {
  if (!isReason(reason)) return refuse("no_reason");
  const email = emailInput.safeParse(address);
  if (!email.success || name.trim() === "" || !roles.every(isRole)) return refuse("invalid_person");
  if (await core.people.findByEmail(email.data)) return refuse("address_taken");
  const [id, { token: password }] = [core.ids.newId("per"), core.secrets.newToken()];
  const [now, epochs, passwordHash] = await Promise.all([
    core.clock.now(),
    core.policies.epochs(),
    core.secrets.hashPassword(password),
  ]);
  const described = { email: email.data, name: name.trim(), timezone: "UTC", roles, managerId: null, attributes: {} };
  const row = {
    id,
    version: 1,
    ...described,
    onCall: false,
    source: "local",
    disabledAt: null,
    createdAt: now,
  } as const;
  const actor: Actor = { personId: null, via: "console", correlationId: id };
  const added = transition({
    writes: [insert("Person", row), insert("LocalAccount", { id, version: 1, passwordHash, changedAt: now })],
    events: [{ kind: "personAddedUnreviewed", personId: id, data: { ...described, reason } }],
  });
  const [commit] = await core.store.commit(actor, [together(added, moveEpoch(epochs, "directory"))]);
  return commit?.done ? ok(password) : refuse("busy");
};
