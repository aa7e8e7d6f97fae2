"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { disablePersonAction, enablePersonAction } from "./actions.ts";
import type { Person } from "./people-table.tsx";

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;

/** Ends everything that one person has, at once. Says how much, and wants their name typed. */
export function DisablePerson({ person }: { person: Person }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      title={`Disable ${person.name}?`}
      trigger={<Button variant="danger">Disable…</Button>}
      typed={person.name}
      confirm="Disable"
      onConfirm={async () => {
        if (reason.trim().length < 3) return "Say why: it is kept in the record.";
        const answer = await disablePersonAction({ personId: person.id, reason });
        if (!answer.ok) return explainFailure(answer);
        toast({
          kind: "done",
          text: `${person.name} is disabled`,
          detail: "Their access is being removed at the targets.",
        });
        router.refresh();
        return undefined;
      }}
    >
      <ul className="grid list-disc gap-1 pl-5">
        <li>
          <b className="text-text">{count(person.liveGrants, "grant")}</b> {person.liveGrants === 1 ? "ends" : "end"}{" "}
          within seconds
        </li>
        <li>
          <b className="text-text">{count(person.sessions, "session")}</b> and every token are dead at once
        </li>
        <li>pending requests are cancelled, votes that have not settled anything stop counting</li>
      </ul>
      <p className="mt-2">Enabling them again brings none of it back.</p>
      <Field label="Why?" hint="Kept in the record." className="mt-4 text-text">
        {(wiring) => (
          <Input {...wiring} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
    </ConfirmDialog>
  );
}

export function EnablePerson({ person }: { person: Person }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={`Enable ${person.name}?`}
      trigger={<Button>Enable…</Button>}
      tone="primary"
      confirm="Enable"
      onConfirm={async () => {
        const answer = await enablePersonAction({ personId: person.id });
        if (!answer.ok) return explainFailure(answer);
        toast({ kind: "done", text: `${person.name} is enabled` });
        router.refresh();
        return undefined;
      }}
    >
      They can sign in and ask again. Nothing that ended comes back.
    </ConfirmDialog>
  );
}
