import { z } from "zod";
import { tokenMaxDays, tokenScopes } from "#core/domain/directory/session.ts";
import type { SessionId, TokenId } from "#core/domain/ids.ts";
import { id, text } from "#core/domain/text-input.ts";

/** No scope by default: a token may do only what its maker named. */
export const createTokenInput = z.strictObject({
  name: text(1, 100),
  scopes: z
    .array(z.enum(tokenScopes))
    .min(1)
    .refine((scopes) => new Set(scopes).size === scopes.length, "must be distinct"),
  days: z.int().min(1).max(tokenMaxDays),
});
export type CreateTokenInput = z.output<typeof createTokenInput>;

export const tokenIdInput = z.strictObject({ tokenId: id<TokenId>("tok") });
export const sessionIdInput = z.strictObject({ sessionId: id<SessionId>("ses") });
