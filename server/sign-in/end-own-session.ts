import type { SessionId } from "#core/domain/ids.ts";
import { endSession } from "#core/usecases/sign-in/end-session.ts";
import { callerOfSession } from "#server/find-caller.ts";
import type { Browser } from "#core/usecases/sign-in/open-session.ts";
import { context } from "#server/context.ts";

/** Ends the session's row, so that a copy of its cookie is worth nothing. Already over is fine; throws if it could not be ended. */
export const endOwnSession = async (
  sessionId: SessionId,
  { address, correlationId }: Pick<Browser, "address" | "correlationId">,
): Promise<void> => {
  const { core } = context();
  const caller = await callerOfSession(core, sessionId, { via: "browser", correlationId, address });
  if (!caller) return;
  const ended = await endSession(core, caller, { sessionId });
  if (!ended.ok && ended.error !== "not_found") throw new Error(`the session could not be ended: ${ended.error}`);
};
