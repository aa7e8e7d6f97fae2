import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";
import { endGrants } from "#core/usecases/end-grants.ts";

/**
 * Maps a person to a login at a target. What they were given through another login ends with it: whose that one is now, nobody
 * has said.
 */
export const setAccount = async (
  core: Core,
  { targetId, personId, account }: Extract<ProposedChange, { kind: "account" }>,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const [known, owner, open] = await Promise.all([
    core.accounts.ofPerson(targetId, personId),
    core.accounts.named(targetId, account),
    core.grants.openOf(personId),
  ]);
  if (owner && owner.personId !== personId) return refuse("account_taken");
  const here = open.filter((grant) => grant.targetId === targetId);
  const holdings = await core.holdings.ofIds(here.map(({ holdingId }) => holdingId));
  const others = new Set(holdings.filter((holding) => holding.account !== account).map(({ id }) => id));
  const ended = await endGrants(
    core,
    here.filter(({ holdingId }) => others.has(holdingId)),
    ({ status }) => (status === "scheduled" ? "ineligible" : "revoked"),
    now,
  );
  const row = { id: core.ids.newId("acc"), version: 1, targetId, personId, account, createdAt: now };
  const write = known
    ? update("Account", known, { account, source: "reviewed" })
    : insert("Account", { ...row, source: "reviewed" });
  const data = { account, source: "reviewed" };
  return ok(
    together(transition({ writes: [write], events: [{ kind: "accountMapped", personId, targetId, data }] }), ended),
  );
};
