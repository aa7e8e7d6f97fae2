import type { ApiToken } from "#core/domain/directory/session.ts";
import type { CreateTokenInput } from "#core/domain/directory/token-input.ts";
import { ok } from "#core/domain/result.ts";
import { guard, insert, transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { freshSession } from "#core/usecases/step-up/check-fresh.ts";
import { type TokenView, viewToken } from "#core/usecases/tokens/list-tokens.ts";

type CreateRefusal = "session_needed" | "verification_needed" | "busy";

const dayMs = 24 * 3_600_000;

/** A personal token, shown once. Needs a session with a recent proof of identity: a token never mints tokens. */
export const createToken: UseCase<CreateTokenInput, TokenView & { token: string }, CreateRefusal> = (
  core,
  caller,
  { name, scopes, days },
) =>
  commitDecided(core, caller.actor, async (now) => {
    const fresh = await freshSession(core, caller, now);
    if (!fresh.ok) return fresh;
    const { token, hash } = core.secrets.newToken();
    const expiresAt = new Date(now.getTime() + days * dayMs);
    const row: ApiToken = {
      id: core.ids.newId("tok"),
      version: 1,
      personId: caller.person.id,
      name,
      hash,
      scopes,
      createdAt: now,
      expiresAt,
      revokedAt: null,
    };
    const made = transition({
      // Whoever ends the session at this moment must not leave a token behind that outlives it by 90 days: the session moves on, so
      // that who ends all tokens with it looks for them again.
      writes: [insert("ApiToken", row), update("Session", fresh.value, { seenAt: now })],
      guards: [guard("Person", caller.person)],
      events: [
        { kind: "tokenCreated", personId: caller.person.id, data: { tokenId: row.id, name, scopes, expiresAt } },
      ],
    });
    return ok({ transition: made, value: { ...viewToken(row), token } });
  });
