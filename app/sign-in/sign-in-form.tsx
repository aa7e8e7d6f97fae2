"use client";

import { signIn } from "next-auth/react";
import { useActionState, useRef, useState } from "react";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { SignInState } from "#server/sign-in/sign-in-with-form.ts";
import { signInAction } from "./actions.ts";
import { DemoAccounts } from "./demo-accounts.tsx";

interface SignInFormProps {
  callbackUrl: string;
  /** What the organisation calls its provider; null where there is none. */
  singleSignOn: string | null;
  /** Offers the invented people. */
  isDemo: boolean;
  /** Single sign-on came back without letting the person in. */
  hasFailed: boolean;
  /** A recovery link was used just now. */
  hasRecovered: boolean;
}

/** Works before any script runs: a plain form, answered by the server. */
export function SignInForm({ callbackUrl, singleSignOn, isDemo, hasFailed, hasRecovered }: SignInFormProps) {
  const [state, act] = useActionState<SignInState | null, FormData>(signInAction, null);
  // Held here, because React empties a form's own fields after every answer.
  const [email, setEmail] = useState("");
  const password = useRef<HTMLInputElement>(null);
  const [isLeaving, setLeaving] = useState(false);
  const refusal = state ? refusalWords(state) : hasFailed ? "Single sign-on did not let you in." : null;
  return (
    <div className="grid gap-4">
      {hasRecovered ? (
        <p role="status" className="font-medium text-live">
          Your sign-in is recovered. Everything that let you in before has ended: sign in anew.
        </p>
      ) : null}
      {singleSignOn === null ? null : (
        <>
          <Button
            size="lg"
            pending={isLeaving}
            onClick={() => {
              setLeaving(true);
              void signIn("oidc", { callbackUrl });
            }}
          >
            Continue with {singleSignOn}
          </Button>
          <p className="flex items-center gap-3 text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or with a local account
          </p>
        </>
      )}
      <form action={act} className="grid gap-4">
        <input type="hidden" name="callbackUrl" value={callbackUrl} />
        <Field label="E-mail">
          {(wiring) => (
            <Input
              {...wiring}
              name="email"
              type="email"
              autoComplete="username"
              required
              autoFocus
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label="Password">
          {(wiring) => (
            <Input
              {...wiring}
              ref={password}
              name="password"
              type="password"
              autoComplete="current-password"
              required
              maxLength={1024}
            />
          )}
        </Field>
        <p role="alert" className="font-medium text-danger empty:hidden">
          {refusal}
        </p>
        <SubmitButton size="lg">Sign in</SubmitButton>
      </form>
      <p className="text-xs text-faint">
        Password forgotten, or every passkey lost? Whoever runs the server can make you a link.
      </p>
      {isDemo ? (
        <DemoAccounts
          onChoose={(address) => {
            setEmail(address);
            password.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}

const refusalWords = (state: SignInState): string => {
  switch (state.code) {
    case "wrong_credentials":
      return "E-mail and password do not fit together.";
    case "rate_limited":
      return `Too many attempts. Try again in ${formatDuration(state.retryAfterSeconds)}.`;
    case "foreign_origin":
      return "This page was not opened at the portal's own address.";
    case "internal_error":
      return `Something broke on our side. Quote ${state.correlationId}.`;
  }
};
