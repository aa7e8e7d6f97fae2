"use client";

import { retentionWords } from "#components/sentences/erasure.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/text-of.ts";
import type { KeptView } from "#core/usecases/retention/read-kept.ts";
import type { Serialised } from "#server/serialise.ts";
import { useProposal } from "../use-proposal.ts";

/** How long each class is kept; nothing typed: for ever. */
export function ProposeRetention({ classes }: { classes: Serialised<KeptView>["classes"] }) {
  const propose = useProposal();
  const daysIn = (form: FormData, name: string): number | null => {
    const typed = textOf(form, name);
    return typed === "" ? null : Number(typed);
  };
  return (
    <FormDialog
      title="Propose how long personal data is kept"
      description="In force once somebody else has approved it. What is older is then erased each day, for good; requests that wait and access that is live are never touched, and the log proves what it proved. At least 30 days; left empty, it is kept for ever."
      trigger={<Button size="sm">Propose…</Button>}
      submit="Propose"
      onSubmit={(form) =>
        propose({
          summary: "How long personal data is kept",
          change: {
            kind: "retention",
            accessDays: daysIn(form, "access"),
            signInDays: daysIn(form, "sign-in"),
            readingDays: daysIn(form, "reading"),
          },
        })
      }
    >
      {classes.map(({ id, days }) => (
        <Field key={id} label={`${retentionWords[id].title}, days`} hint={retentionWords[id].what} optional>
          {(wiring) => (
            <Input
              {...wiring}
              name={id}
              type="number"
              min={30}
              max={36_500}
              defaultValue={days ?? ""}
              placeholder="for ever"
            />
          )}
        </Field>
      ))}
    </FormDialog>
  );
}
