"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useClock } from "#components/clock/clock-provider.tsx";
import { useNow } from "#components/clock/use-now.ts";
import { instantOfWall, wallTime } from "#components/clock/wall-time.ts";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { findColleaguesAction, setDelegationAction } from "./actions.ts";

const search = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findColleaguesAction({ q });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};

/** Names somebody who votes for the viewer from one time to another, on the viewer's own clock. */
export function NewStandIn() {
  const router = useRouter();
  const { timeZone } = useClock();
  const nowMs = useNow(60_000);
  const [delegate, setDelegate] = useState<PickOption | null>(null);
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [note, setNote] = useState("");
  const set = async (): Promise<string | undefined> => {
    const ends = instantOfWall(to, timeZone);
    const starts = from === "" ? undefined : instantOfWall(from, timeZone);
    if (delegate === null) return "Say who votes for you.";
    if (ends === null || starts === null) return "Say until when.";
    const answer = await setDelegationAction({
      delegateId: delegate.id,
      endsAt: new Date(ends).toISOString(),
      ...(starts === undefined ? {} : { startsAt: new Date(starts).toISOString() }),
      ...(note.trim() === "" ? {} : { note }),
    });
    if (!answer.ok) return explainFailure(answer);
    toast({ kind: "done", text: `${delegate.name} votes for you while you are away` });
    setDelegate(null);
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      title="While you are away"
      trigger={<Button size="sm">Name a stand-in…</Button>}
      tone="primary"
      confirm="Name them"
      onConfirm={set}
    >
      <div className="grid gap-4 text-text">
        <SearchPick
          label="Who votes for you?"
          none="Choose a colleague"
          value={delegate}
          onPick={setDelegate}
          search={search}
        />
        <Field label="From" optional hint={`Your time (${timeZone}). Empty: from now on.`}>
          {(wiring) => (
            <Input
              {...wiring}
              type="datetime-local"
              min={wallTime(nowMs, timeZone)}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <Field label="Until">
          {(wiring) => (
            <Input
              {...wiring}
              type="datetime-local"
              min={wallTime(nowMs, timeZone)}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          )}
        </Field>
        <Field label="Note" optional hint="Kept in the record.">
          {(wiring) => (
            <Input {...wiring} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </div>
    </ConfirmDialog>
  );
}
