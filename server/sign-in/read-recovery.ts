import { recoverSignInInput } from "#core/domain/directory/sign-in-input.ts";
import { readRecoveryLink, type RecoveryView } from "#core/usecases/sign-in/read-recovery-link.ts";
import { context } from "#server/context.ts";
import { parseInput } from "#server/parse-input.ts";

/** For the page that a recovery link opens; null where the link is not good, or is none. */
export const readRecovery = async (token: unknown): Promise<RecoveryView | null> => {
  const asked = parseInput(recoverSignInInput.pick({ token: true }), { token });
  return asked.ok ? readRecoveryLink(context().core, asked.value.token) : null;
};
