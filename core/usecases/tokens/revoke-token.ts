import type { ApiToken } from "#core/domain/directory/session.ts";
import type { TokenId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

/** Ends one of the caller's tokens at once. Ended tokens stay ended. */
export const revokeToken: UseCase<{ tokenId: TokenId }, null, "not_found" | "busy"> = (core, caller, { tokenId }) =>
  commitDecided(core, caller.actor, async (now) => {
    const token = await core.sessions.findToken(tokenId);
    if (!token || token.revokedAt || token.personId !== caller.person.id) return refuse("not_found");
    return ok({ transition: tokenRevoked(token, now), value: null });
  });

export const tokenRevoked = (token: ApiToken, now: Date): Transition =>
  transition({
    writes: [update("ApiToken", token, { revokedAt: now })],
    events: [{ kind: "tokenRevoked", personId: token.personId, data: { tokenId: token.id } }],
  });
