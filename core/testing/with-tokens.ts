import type { Core } from "#core/ports/core.ts";

/** Tokens as they are, each another. */
export const withTokens = (core: Core): Core => {
  const newToken = () => {
    const token = core.ids.newId("tok");
    return { token, hash: `hash:${token}` };
  };
  return { ...core, secrets: { ...core.secrets, newToken } };
};
