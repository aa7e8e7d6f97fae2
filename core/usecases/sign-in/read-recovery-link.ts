import type { Core } from "#core/ports/core.ts";
import { recoverable } from "#core/usecases/sign-in/recoverable.ts";

export interface RecoveryView {
  readonly email: string;
  /** Whether a new password is part of it. */
  readonly hasPassword: boolean;
}

/** For whoever holds a link that is good: whose it is. It changes nothing, so that a program that looks at links uses none up. */
export const readRecoveryLink = async (core: Core, token: string): Promise<RecoveryView | null> => {
  const found = await recoverable(core, token, await core.clock.now());
  return found && { email: found.person.email, hasPassword: found.hasPassword };
};
