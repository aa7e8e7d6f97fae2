import type { LocalAccount } from "#core/domain/directory/person.ts";
import type { Session } from "#core/domain/directory/session.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { transition } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";

/** Whether this is the caller's password. Counted before it is looked at; one that is not right is on record. */
export const checkOwnPassword = async (
  core: Core,
  caller: Caller,
  session: Session,
  password: string,
): Promise<Result<LocalAccount, "wrong_credentials" | "rate_limited">> => {
  const { person } = caller;
  if ((await core.rateLimit.take("verify-identity", person.id)) > 0) return refuse("rate_limited");
  const account = await core.people.localAccount(person.id);
  const verified = await core.secrets.verifyPassword(account?.passwordHash ?? null, password);
  if (!verified || !account) {
    await recordWrongPassword(core, caller, session);
    return refuse("wrong_credentials");
  }
  await core.rateLimit.forgive("verify-identity", person.id);
  return ok(account);
};

/** Whoever tries passwords in a session that is not theirs is seen. */
export const recordWrongPassword = async (core: Core, { person, actor }: Caller, { id }: Session): Promise<void> => {
  const data = { sessionId: id, purpose: "identity", code: "wrong_credentials" };
  await core.store.commit(actor, [transition({ events: [{ kind: "stepUpRefused", personId: person.id, data }] })]);
};
