"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { residualWords } from "#components/target/residual-words.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.ts";
import type { ConnectorKindView } from "#core/usecases/targets/list-connector-kinds.ts";
import { proposeTargetAction } from "./actions.ts";
import { connectorForms } from "./connector-fields.tsx";

type Kind = Pick<ConnectorKindView, "kind" | "title" | "residualBound">;

/** A new target does nothing until somebody else has approved it. Its secret is sealed when it is sent, and never shown again. */
export function ProposeTarget({ kinds }: { kinds: readonly Kind[] }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      wide
      title="Propose a target"
      description="It works once somebody else has approved it."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">Propose a target…</Button>}
    >
      <TargetForm kinds={kinds} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function TargetForm({ kinds, onDone }: { kinds: readonly Kind[]; onDone: () => void }) {
  const router = useRouter();
  const [connector, setConnector] = useState(kinds[0]?.kind ?? "");
  const [refusal, setRefusal] = useState<string>();
  const chosen = kinds.find(({ kind }) => kind === connector);
  const connectorForm = connectorForms[connector];
  const [pending, start] = useTransition();
  if (!connectorForm) throw new Error(`there is no form for a target of kind ${connector}`);
  const submit = (form: FormData) =>
    start(async () => {
      const settings = connectorForm.settings(form);
      const name = textOf(form, "name");
      const answer = await proposeTargetAction({
        summary: textOf(form, "summary") || `Add the target ${name}`,
        change: {
          kind: "target",
          name,
          connector,
          description: textOf(form, "description"),
          settings,
          secret: textOf(form, "secret"),
          driftMode: form.get("driftMode") === "enforce" ? "enforce" : "report",
        },
      });
      if (!answer.ok) {
        setRefusal(explainFailure(answer));
        return;
      }
      toast({
        kind: "done",
        text: `${name} is proposed`,
        detail: "Somebody else must approve it.",
        action: { label: "Changes", onAct: () => router.push("/admin/changes") },
      });
      onDone();
      router.refresh();
    });
  return (
    <form
      className="grid gap-4 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) submit(new FormData(event.currentTarget));
      }}
    >
      <Field label="Name" hint="As people call it: it stands beside every entitlement.">
        {(wiring) => <Input {...wiring} name="name" required maxLength={120} autoComplete="off" />}
      </Field>
      <Field label="Kind">
        {(wiring) => (
          <Select {...wiring} name="connector" value={connector} onChange={(event) => setConnector(event.target.value)}>
            {kinds.map(({ kind, title }) => (
              <option key={kind} value={kind}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Description" className="sm:col-span-2">
        {(wiring) => <Input {...wiring} name="description" required maxLength={500} autoComplete="off" />}
      </Field>
      <p className="text-xs text-pretty text-muted sm:col-span-2">
        {chosen ? (
          <>
            <b className="font-semibold">Outlives a removal: {residualWords(chosen.residualBound)}.</b>{" "}
            {chosen.residualBound.why}
          </>
        ) : null}
      </p>
      <connectorForm.Fields key={connector} />
      <Field label="Secret" hint={connectorForm.secretHint} className="sm:col-span-2">
        {(wiring) => <Input {...wiring} name="secret" type="password" required autoComplete="new-password" />}
      </Field>
      <Field
        label="Access without a grant"
        hint="What becomes of access at the target that no grant explains."
        className="sm:col-span-2"
      >
        {(wiring) => (
          <Select {...wiring} name="driftMode" defaultValue="report">
            <option value="report">Show it, and leave it</option>
            <option value="enforce">Show it, and take it away</option>
          </Select>
        )}
      </Field>
      <Field label="Why" optional hint="For whoever reviews it." className="sm:col-span-2">
        {(wiring) => <Input {...wiring} name="summary" maxLength={300} autoComplete="off" />}
      </Field>
      <p role="alert" className="font-medium text-danger empty:hidden sm:col-span-2">
        {refusal}
      </p>
      <Button type="submit" variant="primary" pending={pending} className="justify-self-end sm:col-span-2">
        Propose
      </Button>
    </form>
  );
}

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};
