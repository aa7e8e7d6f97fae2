import type { ApiToken } from "#core/domain/directory/session.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

export type TokenView = Pick<ApiToken, "id" | "name" | "scopes" | "createdAt" | "expiresAt" | "revokedAt">;

export const viewToken = ({ id, name, scopes, createdAt, expiresAt, revokedAt }: ApiToken): TokenView => ({
  ...{ id, name, scopes, createdAt, expiresAt, revokedAt },
});

/** The caller's own tokens, newest first; never the secrets. */
export const listTokens: UseCase<Record<string, never>, readonly TokenView[], never> = async (core, caller) =>
  ok((await core.sessions.tokensOf(caller.person.id)).map(viewToken));
