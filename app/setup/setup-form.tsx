"use client";

import { useActionState, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { SetupState } from "#server/setup/create-administrator-with-form.ts";
import { createFirstAdministratorAction } from "./actions.ts";

/** When it is refused, what was typed stays, except the password: React empties only the fields that a form keeps itself. */
export function SetupForm({ token }: { token: string }) {
  const [state, act] = useActionState<SetupState | null, FormData>(createFirstAdministratorAction, null);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const problemOf = (name: string, words: string) =>
    state?.code === "invalid_input" && state.fields.some(({ path }) => path[0] === name) ? words : undefined;
  return (
    <form action={act} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <Field label="Name" error={problemOf("name", "Give a name of up to 200 characters.")}>
        {(wiring) => (
          <Input
            {...wiring}
            name="name"
            autoComplete="name"
            required
            autoFocus
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="E-mail" error={problemOf("email", "That is not an e-mail address.")}>
        {(wiring) => (
          <Input
            {...wiring}
            name="email"
            type="email"
            autoComplete="username"
            required
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Password"
        hint="At least 15 characters; a sentence is fine."
        error={problemOf("password", "At least 15 characters.")}
      >
        {(wiring) => (
          <Input
            {...wiring}
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={15}
            maxLength={1024}
          />
        )}
      </Field>
      <p role="alert" className="font-medium text-danger empty:hidden">
        {state ? refusalWords(state) : null}
      </p>
      <SubmitButton size="lg">Create the account</SubmitButton>
    </form>
  );
}

const refusalWords = (state: SetupState): string | null => {
  switch (state.code) {
    case "invalid_link":
      return "This link has been used, or its 15 minutes are over. Have the console print a new one.";
    case "already_set_up":
      return "There is an administrator already. Sign in instead.";
    case "rate_limited":
      return "Too many attempts. Wait a minute, then try again.";
    case "busy":
      return "Somebody else used the link at the same moment.";
    case "foreign_origin":
      return "This page was not opened at the portal's own address.";
    case "internal_error":
      return `Something broke on our side. Quote ${state.correlationId}.`;
    case "invalid_input":
      return state.fields.some(({ path }) => path[0] === "token") ? "This link is not whole." : null;
  }
};
