"use client";

import { useRouter } from "next/navigation";
import { explainFailure } from "#components/sentences/failure.ts";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf } from "#components/ui/text-of.ts";
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
  const submit = async (form: FormData) => {
    const target = textOf(form, "target");
    const answer = await startReviewAction({
      name: textOf(form, "name"),
      atLeastDays: Number(textOf(form, "atLeastDays")),
      covers: coverOf(textOf(form, "covers")),
      targetIds: target === "" ? [] : [target],
      by: textOf(form, "by") === "manager" ? "manager" : "owner",
      onSilence: textOf(form, "onSilence") === "remove" ? "remove" : "keep",
      dueInDays: Number(textOf(form, "dueInDays")),
    });
    if (!answer.ok) return explainFailure(answer);
    const { id, items } = answer.value;
    toast({ kind: "done", text: items === 1 ? "1 access is under review" : `${items} accesses are under review` });
    router.push(`/reviews/${id}`);
    return undefined;
  };
  return (
    <FormDialog
      wide
      title="Start an access review"
      description="Over access as it is now. Whoever is asked is told, and sees it under Access reviews."
      onClose={onClose}
      submit="Start"
      onSubmit={submit}
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
    </FormDialog>
  );
}
