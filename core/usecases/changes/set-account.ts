import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, insert, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";
import { endOtherLogins } from "#core/usecases/end-other-logins.ts";

/**
 * Maps a person to a login at a target. What they were given through another login ends with it: whose that one is now, nobody
 * has said.
 */
export const setAccount = async (
  core: Core,
  { targetId, personId, account }: Extract<ProposedChange, { kind: "account" }>,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const [known, owner, person] = await Promise.all([
    core.accounts.ofPerson(targetId, personId),
    core.accounts.named(targetId, account),
    core.people.find(personId),
  ]);
  if (!person) return refuse("unknown_person");
  if (owner && owner.personId !== personId) return refuse("account_taken");
  const ended = await endOtherLogins(core, { targetId, personId, account }, now);
  const row = { id: core.ids.newId("acc"), version: 1, targetId, personId, account, createdAt: now };
  const write = known
    ? update("Account", known, { account, source: "reviewed" })
    : insert("Account", { ...row, source: "reviewed" });
  const data = { account, source: "reviewed" };
  const mapped = transition({
    writes: [write],
    // Whoever is given something through the former login meanwhile moves this row.
    guards: [guard("Person", person)],
    events: [{ kind: "accountMapped", personId, targetId, data }],
  });
  return ok(together(mapped, ended));
};
