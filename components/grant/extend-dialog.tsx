"use client";

import Link from "next/link";
import { useState, useTransition } from "react";
import { Time } from "#components/clock/time.tsx";
import { refusalReasons, stagesWords } from "#components/request/decision-words.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { withProof } from "#components/step-up/with-proof.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import { Verdict } from "#components/ui/verdict.tsx";
import { leastJustification, mostJustification } from "#core/domain/request/justification.ts";
import type { ExtensionView, GrantDoors } from "./grant-doors.ts";
import type { ShownGrant } from "./shown-grant.ts";

const spans = [
  { value: "900", label: "15 min" },
  { value: "1800", label: "30 min" },
  { value: "3600", label: "1 h" },
  { value: "14400", label: "4 h" },
];

interface ExtendDialogProps {
  grant: Pick<ShownGrant, "id" | "entitlement" | "expiresAt">;
  doors: Pick<GrantDoors, "extend" | "verify">;
  onClose: () => void;
}

/** Asks for more time: a request of its own. Where the proof of identity is older than five minutes, it is asked for here. */
export function ExtendDialog({ grant, doors, onClose }: ExtendDialogProps) {
  const [seconds, setSeconds] = useState("1800");
  const [why, setWhy] = useState("");
  const [password, setPassword] = useState<string>();
  const [problem, setProblem] = useState<{ at: "why" | "password" | "form"; text: string }>();
  const [answer, setAnswer] = useState<ExtensionView>();
  const [pending, start] = useTransition();
  const isProving = password !== undefined;

  const submit = () => {
    if (pending) return;
    if (why.trim().length < leastJustification) {
      setProblem({ at: "why", text: `Say why in at least ${leastJustification} characters.` });
      return;
    }
    start(async () => {
      setProblem(undefined);
      const asked = { grantId: grant.id, durationSeconds: Number(seconds), justification: why };
      const extended = await withProof(doors.verify, password ?? null, () => doors.extend(asked));
      if (extended.ok) {
        if (extended.value.status !== "approved") {
          setAnswer(extended.value);
          return;
        }
        toast({ kind: "done", text: `${grant.entitlement.name} is extended` });
        onClose();
        return;
      }
      if (extended.code === "password_needed") setPassword("");
      else
        setProblem({ at: extended.code === "wrong_credentials" ? "password" : "form", text: explainFailure(extended) });
    });
  };

  return (
    <Dialog
      title={`Extend ${grant.entitlement.name}`}
      description={
        grant.expiresAt === null ? undefined : (
          <>
            It ends <Time at={grant.expiresAt} /> now. Policy decides anew, over the whole time.
          </>
        )
      }
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      locked={pending}
      footer={
        answer ? (
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={pending}>
              Cancel
            </Button>
            <Button variant="primary" pending={pending} onClick={submit}>
              {isProving ? "Prove and extend" : "Ask for more time"}
            </Button>
          </>
        )
      }
    >
      {answer ? (
        <ExtensionOutcome answer={answer} />
      ) : (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Fieldset legend="How much longer?">
            <Segmented
              name="more"
              label="How much longer?"
              segments={spans}
              value={seconds}
              onValueChange={setSeconds}
            />
          </Fieldset>
          <Field
            label="Why?"
            hint="Seen by approvers and auditors."
            error={problem?.at === "why" ? problem.text : undefined}
          >
            {(wiring) => (
              <Textarea
                {...wiring}
                rows={3}
                maxLength={mostJustification}
                value={why}
                onChange={(event) => setWhy(event.target.value)}
              />
            )}
          </Field>
          {isProving ? (
            <Field
              label="Your password, once more"
              hint="Longer access needs a holder who proved who they are in the last 5 minutes."
              error={problem?.at === "password" ? problem.text : undefined}
            >
              {(wiring) => (
                <Input
                  {...wiring}
                  type="password"
                  autoComplete="current-password"
                  // It appears because the person pressed a button that needs it.
                  autoFocus
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
              )}
            </Field>
          ) : null}
          <p role="alert" className="font-medium text-danger empty:hidden">
            {problem?.at === "form" ? problem.text : null}
          </p>
          <button type="submit" hidden />
        </form>
      )}
    </Dialog>
  );
}

function ExtensionOutcome({ answer: { id, status, decision } }: { answer: ExtensionView }) {
  const link = (
    <Link href={`/requests/${id}`} className="text-accent underline underline-offset-2">
      Open the request
    </Link>
  );
  if (status === "pending")
    return (
      <Verdict kind="wait" title={`${stagesWords(decision.stages)} must approve`} announce>
        Until then nothing changes: your access ends when it would have. {link}
      </Verdict>
    );
  return (
    <Verdict kind="danger" title="Not possible" announce>
      {refusalReasons(decision).join(" ")} Nothing changes: your access ends when it would have. {link}
    </Verdict>
  );
}
