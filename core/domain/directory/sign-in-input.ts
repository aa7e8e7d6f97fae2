import { z } from "zod";
import { text } from "#core/domain/text-input.ts";

export const emailInput = z.email().max(254).toLowerCase();
/** Long enough to be worth hashing, short enough not to be an attack on the hash. */
const passwordInput = z.string().min(1).max(1024);
/** A password that is being chosen. NIST SP 800-63B-4: length, and nothing else, is required of its form. */
const newPasswordInput = z.string().min(15).max(1024);

export const signInInput = z.strictObject({ email: emailInput, password: passwordInput });
export type SignInInput = z.output<typeof signInInput>;

export const verifyIdentityInput = z.strictObject({ password: passwordInput });
export type VerifyIdentityInput = z.output<typeof verifyIdentityInput>;

export const firstAdministratorInput = z.strictObject({
  token: z.string().min(20).max(200),
  email: emailInput,
  name: text(1, 200),
  password: newPasswordInput,
});
export type FirstAdministratorInput = z.output<typeof firstAdministratorInput>;
