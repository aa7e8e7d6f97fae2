import { z } from "zod";
import { newPasswordLeast, passwordMost } from "#core/domain/directory/password.ts";
import { text } from "#core/domain/text-input.ts";

export const emailInput = z.email().max(254).toLowerCase();
const passwordInput = z.string().min(1).max(passwordMost);
const newPasswordInput = z.string().min(newPasswordLeast).max(passwordMost);

export const signInInput = z.strictObject({ email: emailInput, password: passwordInput });
export type SignInInput = z.output<typeof signInInput>;

export const verifyIdentityInput = z.strictObject({ password: passwordInput });
export type VerifyIdentityInput = z.output<typeof verifyIdentityInput>;

export const changePasswordInput = z.strictObject({ currentPassword: passwordInput, newPassword: newPasswordInput });
export type ChangePasswordInput = z.output<typeof changePasswordInput>;

/** The password is what its person chose; left out by whoever has none here. */
export const recoverSignInInput = z.strictObject({
  token: z.string().min(20).max(200),
  password: newPasswordInput.optional(),
});
export type RecoverSignInInput = z.output<typeof recoverSignInInput>;

export const firstAdministratorInput = z.strictObject({
  token: z.string().min(20).max(200),
  email: emailInput,
  name: text(1, 200),
  password: newPasswordInput,
});
export type FirstAdministratorInput = z.output<typeof firstAdministratorInput>;
