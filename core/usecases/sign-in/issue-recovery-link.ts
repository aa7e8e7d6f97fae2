import type { Actor } from "#core/domain/audit/event.ts";
import { isEnabled, type Person } from "#core/domain/directory/person.ts";
import { type RecoveryLink, recoveryLinkMs } from "#core/domain/directory/recovery-link.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, insert, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { isReason } from "#core/usecases/setup/is-reason.ts";

interface Lost {
  readonly email: string;
  readonly reason: string;
}

export interface IssuedLink {
  readonly person: Person;
  readonly token: string;
  readonly expiresAt: Date;
}

type IssueRefusal = "no_reason" | "unknown_person" | "disabled" | "busy";

/**
 * A token with which somebody who can prove nothing any more gets their sign-in back, once, within 15 minutes. Only from the console,
 * by whoever can reach the database with the portal's own role, and loud: the record says why, and its person and every administrator
 * are told before it is used. One that was made for the same person before is good for nothing from then on.
 */
export const issueRecoveryLink = async (
  core: Pick<Core, "clock" | "people" | "secrets" | "store">,
  { email, reason }: Lost,
  correlationId: string,
): Promise<Result<IssuedLink, IssueRefusal>> => {
  if (!isReason(reason)) return refuse("no_reason");
  const actor: Actor = { personId: null, via: "console", correlationId };
  const { token, hash } = core.secrets.newToken();
  return commitDecided<IssuedLink, IssueRefusal>(core, actor, async (now) => {
    const person = await core.people.findByEmail(email.trim());
    if (!person) return refuse("unknown_person");
    if (!isEnabled(person)) return refuse("disabled");
    const expiresAt = new Date(now.getTime() + recoveryLinkMs);
    const earlier = await core.people.recoveryLinkOf(person.id);
    const row: RecoveryLink = { id: person.id, version: 1, hash, expiresAt, usedAt: null };
    const issued = transition({
      writes: [
        earlier ? update("RecoveryLink", earlier, { hash, expiresAt, usedAt: null }) : insert("RecoveryLink", row),
      ],
      guards: [guard("Person", person)],
      events: [{ kind: "recoveryLinkIssued", personId: person.id, data: { reason, expiresAt } }],
    });
    return ok({ transition: issued, value: { person, token, expiresAt } });
  });
};
