"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import { type ReviewCover, reviewCovers } from "#core/domain/review/review.ts";
import { startReviewAction } from "./actions.ts";
import { coverWords } from "./shown-review.ts";

interface StartDialogProps {
  targets: readonly { id: string; name: string }[];
  onClose: () => void;
}

const coverOf = (text: string): ReviewCover => reviewCovers.find((cover) => cover === text) ?? "both";

/** What is looked at, by whom, until when, and what silence means. */
export function StartDialog({ targets, onClose }: StartDialogProps) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<string>();
  const [pending, start] = useTransition();
  const submit = (form: FormData) => {
    const text = (key: string): string => {
      const value = form.get(key);
      return typeof value === "string" ? value.trim() : "";
    };
    const target = text("target");
    start(async () => {
      const answer = await startReviewAction({
        name: text("name"),
        atLeastDays: Number(text("atLeastDays")),
        covers: coverOf(text("covers")),
        targetIds: target === "" ? [] : [target],
        by: text("by") === "manager" ? "manager" : "owner",
        onSilence: text("onSilence") === "remove" ? "remove" : "keep",
        dueInDays: Number(text("dueInDays")),
      });
      if (!answer.ok) {
        setRefusal(explainFailure(answer));
        return;
      }
      const { id, items } = answer.value;
      toast({ kind: "done", text: items === 1 ? "1 access is under review" : `${items} accesses are under review` });
      onClose();
      router.push(`/reviews/${id}`);
    });
  };
  return (
    <Dialog
      title="Start an access review"
      description="Over access as it is now. Whoever is asked is told, and sees it under Access reviews."
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      locked={pending}
    >
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) submit(new FormData(event.currentTarget));
        }}
      >
        <Field label="Name" className="sm:col-span-2">
          {(wiring) => <Input {...wiring} name="name" required minLength={3} maxLength={120} autoComplete="off" />}
        </Field>
        <Field label="What is looked at" className="sm:col-span-2">
          {(wiring) => (
            <Select {...wiring} name="covers" defaultValue="both">
              {reviewCovers.map((cover) => (
                <option key={cover} value={cover}>
                  {coverWords[cover]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Access that lasts at least" hint="In days; 0: all of it.">
          {(wiring) => (
            <Input {...wiring} name="atLeastDays" type="number" min={0} max={365} required defaultValue={30} />
          )}
        </Field>
        <Field label="On">
          {(wiring) => (
            <Select {...wiring} name="target" defaultValue="">
              <option value="">every target</option>
              {targets.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Who is asked" hint="Never the holder; administrators where there is nobody.">
          {(wiring) => (
            <Select {...wiring} name="by" defaultValue="owner">
              <option value="owner">owners of the resource</option>
              <option value="manager">the holder’s manager</option>
            </Select>
          )}
        </Field>
        <Field label="Due in" hint="Days, from now.">
          {(wiring) => <Input {...wiring} name="dueInDays" type="number" min={1} max={90} required defaultValue={14} />}
        </Field>
        <Field label="If nobody answers until then" className="sm:col-span-2">
          {(wiring) => (
            <Select {...wiring} name="onSilence" defaultValue="remove">
              <option value="remove">the access is removed</option>
              <option value="keep">the access stays as it is</option>
            </Select>
          )}
        </Field>
        <p role="alert" className="font-medium text-danger empty:hidden sm:col-span-2">
          {refusal}
        </p>
        <Button type="submit" variant="primary" pending={pending} className="justify-self-end sm:col-span-2">
          Start
        </Button>
      </form>
    </Dialog>
  );
}
