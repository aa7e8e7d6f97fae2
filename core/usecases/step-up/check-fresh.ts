import { isSessionLive, recentVerificationMs, type Session } from "#core/domain/directory/session.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Caller, Core } from "#core/ports/core.ts";

export type FreshRefusal = "session_needed" | "verification_needed" | "passkey_needed";

/**
 * Whether the caller proved who they are in the last 5 minutes, in this very session. Whoever has a passkey must have proved it
 * with a passkey: with the password alone nobody adds one of their own beside it, takes it away, makes recovery codes, or shuts the
 * person out with another password.
 */
export const checkFresh = async (core: Core, caller: Caller, now: Date): Promise<Result<Session, FreshRefusal>> => {
  const session = await freshSession(core, caller, now);
  if (!session.ok || session.value.verifiedBy === "passkey") return session;
  const passkeys = await core.proofs.passkeysOf(caller.person.id);
  return passkeys.length === 0 ? session : refuse("passkey_needed");
};

/** The same for what even a person without their passkey must be able to do: proved by whatever they have. */
export const freshSession = async (
  core: Core,
  { session: known }: Caller,
  now: Date,
): Promise<Result<Session, "session_needed" | "verification_needed">> => {
  const session = known && (await core.sessions.find(known.id));
  if (!session || !isSessionLive(session, now)) return refuse("session_needed");
  return now.getTime() - session.verifiedAt.getTime() > recentVerificationMs
    ? refuse("verification_needed")
    : ok(session);
};
