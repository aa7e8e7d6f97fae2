"use client";

import { type ReactNode, useState, useTransition } from "react";
import type { ActionAnswer } from "#components/action-answer.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { withProof } from "#components/step-up/with-proof.ts";
import { Button } from "#components/ui/button.tsx";
import { FormFoot } from "#components/ui/form-foot.tsx";
import { verifyIdentityAction } from "./actions.ts";
import { PasswordField } from "./password-field.tsx";

interface ProofFormProps<T> {
  children?: ReactNode;
  submit: string;
  danger?: boolean | undefined;
  /** Why a fresh proof is needed. */
  reason: string;
  /** What is missing, before anything is sent. */
  check?: () => string | undefined;
  /** The password, where the form asks for it anyway: nobody types it twice. */
  typed?: string | undefined;
  act: () => Promise<ActionAnswer<T>>;
  onDone: (value: T) => void;
}

/** A short form about one's own security: it asks again who is there where that was not proved lately. */
export function ProofForm<T>({ children, submit, danger, reason, check, typed, act, onDone }: ProofFormProps<T>) {
  const [password, setPassword] = useState<string | null>(null);
  const [problem, setProblem] = useState<{ isPassword: boolean; text: string }>();
  const [pending, start] = useTransition();
  const send = () => {
    const missing = check?.();
    if (missing !== undefined) {
      setProblem({ isPassword: false, text: missing });
      return;
    }
    start(async () => {
      setProblem(undefined);
      const first = await withProof(verifyIdentityAction, password, act);
      const isTyped = !first.ok && first.code === "password_needed" && typed !== undefined;
      const answer = isTyped ? await withProof(verifyIdentityAction, typed, act) : first;
      if (answer.ok) onDone(answer.value);
      else if (answer.code === "password_needed") setPassword("");
      else {
        const isPassword = password !== null && answer.code === "wrong_credentials";
        setProblem({ isPassword, text: explainFailure(answer) });
      }
    });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) send();
      }}
    >
      {children}
      {password === null ? null : (
        <PasswordField
          value={password}
          onChange={setPassword}
          hint={reason}
          error={problem?.isPassword ? problem.text : undefined}
        />
      )}
      <FormFoot refusal={problem && !problem.isPassword ? problem.text : null}>
        <Button type="submit" variant={danger ? "destructive" : "primary"} pending={pending}>
          {submit}
        </Button>
      </FormFoot>
    </form>
  );
}
