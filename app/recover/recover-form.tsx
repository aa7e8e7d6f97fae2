"use client";

import { useActionState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { RecoverState } from "#server/sign-in/recover-with-form.ts";
import { recoverSignInAction } from "./actions.ts";

interface RecoverFormProps {
  token: string;
  /** For password managers, which keep the new password under it. */
  email: string;
  /** Without one, its person signs in at the identity provider as before. */
  hasPassword: boolean;
}

/** Works before any script runs: a plain form, answered by the server. */
export function RecoverForm({ token, email, hasPassword }: RecoverFormProps) {
  const [state, act] = useActionState<RecoverState | null, FormData>(recoverSignInAction, null);
  const isTooShort = state?.code === "invalid_input" && state.fields.some(({ path }) => path[0] === "password");
  return (
    <form action={act} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      {hasPassword ? (
        <>
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Field
            label="New password"
            hint="At least 15 characters; a sentence is fine."
            error={isTooShort ? "At least 15 characters." : undefined}
          >
            {(wiring) => (
              <Input
                {...wiring}
                name="password"
                type="password"
                autoComplete="new-password"
                required
                autoFocus
                minLength={15}
                maxLength={1024}
              />
            )}
          </Field>
        </>
      ) : null}
      <p role="alert" className="font-medium text-danger empty:hidden">
        {state ? refusalWords(state) : null}
      </p>
      <SubmitButton size="lg">{hasPassword ? "Set the new password" : "End all of it"}</SubmitButton>
      <p className="text-xs text-faint">
        {hasPassword ? "Then you sign in with it." : "Then you sign in through your identity provider, as before."} The
        administrators are told.
      </p>
    </form>
  );
}

const refusalWords = (state: RecoverState): string | null => {
  switch (state.code) {
    case "invalid_link":
      return "This link has been used or replaced, or its 15 minutes are over. Have whoever runs the server make a new one.";
    case "password_needed":
    case "no_password_here":
      return "How you sign in has changed since this page was opened. Open the link again.";
    case "rate_limited":
      return "Too many attempts. Wait a minute, then try again.";
    case "busy":
      return "Something else changed your account at the same moment. Try again.";
    case "foreign_origin":
      return "This page was not opened at the portal's own address.";
    case "internal_error":
      return `Something broke on our side. Quote ${state.correlationId}.`;
    case "invalid_input":
      return state.fields.some(({ path }) => path[0] === "token") ? "This link is not whole." : null;
  }
};
