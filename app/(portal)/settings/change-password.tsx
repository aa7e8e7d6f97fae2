"use client";

import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { newPasswordLeast, passwordMost } from "#core/domain/directory/password.ts";
import { changePasswordAction } from "./actions.ts";
import { ProofDialog } from "./proof-dialog.tsx";

const empty = { current: "", next: "", again: "" };

/** Everything that the old password opened ends with it, except where the person is now. */
export function ChangePassword() {
  const [typed, setTyped] = useState(empty);
  const field = (name: keyof typeof empty, label: string, autoComplete: string, hint?: string) => (
    <Field label={label} hint={hint}>
      {(wiring) => (
        <Input
          {...wiring}
          type="password"
          autoComplete={autoComplete}
          maxLength={passwordMost}
          value={typed[name]}
          onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <ProofDialog
      title="Change your password"
      description="You are signed out everywhere else, and every personal token of yours ends: the old password could have made one. You are told on every channel."
      trigger="Change it…"
      submit="Change the password"
      reason="A password is changed only by somebody who proved who they are in the last 5 minutes."
      check={() => missing(typed)}
      typed={typed.current}
      act={() => changePasswordAction({ currentPassword: typed.current, newPassword: typed.next })}
      done="Your password is changed. Everything else that was signed in as you is out."
      onClose={() => setTyped(empty)}
    >
      {field("current", "Current password", "current-password")}
      {field("next", "New password", "new-password", `At least ${newPasswordLeast} characters; a sentence is fine.`)}
      {field("again", "New password, again", "new-password")}
    </ProofDialog>
  );
}

const missing = ({ current, next, again }: typeof empty): string | undefined => {
  if (current === "") return "Type your current password.";
  if (next.length < newPasswordLeast) return `The new password needs at least ${newPasswordLeast} characters.`;
  if (next !== again) return "The two new passwords are not the same.";
  return undefined;
};
