"use client";

import { useState } from "react";
import { residualWords } from "#components/target/residual-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { textOf } from "#components/ui/text-of.ts";
import type { ConnectorKindView } from "#core/usecases/targets/list-connector-kinds.ts";
import { useProposal } from "../use-proposal.ts";
import { connectorFormOf } from "./connector-fields.tsx";
import { DriftField, driftModeFrom } from "./drift-field.tsx";

type Kind = Pick<ConnectorKindView, "kind" | "title" | "residualBound">;

/** A new target does nothing until somebody else has approved it. Its secret is sealed when it is sent, and never shown again. */
export function ProposeTarget({ kinds }: { kinds: readonly Kind[] }) {
  const propose = useProposal();
  const [connector, setConnector] = useState(kinds[0]?.kind ?? "");
  const chosen = kinds.find(({ kind }) => kind === connector);
  const { Fields, settings, secretHint } = connectorFormOf(connector);
  return (
    <FormDialog
      wide
      title="Propose a target"
      description="It works once somebody else has approved it."
      trigger={<Button size="sm">Propose a target…</Button>}
      submit="Propose"
      onSubmit={(form) => {
        const name = textOf(form, "name");
        return propose({
          summary: textOf(form, "summary") || `Add the target ${name}`,
          change: {
            kind: "target",
            name,
            connector,
            description: textOf(form, "description"),
            settings: settings(form),
            secret: textOf(form, "secret"),
            driftMode: driftModeFrom(form),
          },
        });
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
      <Fields key={connector} known={{}} />
      <Field label="Secret" hint={secretHint} className="sm:col-span-2">
        {(wiring) => <Input {...wiring} name="secret" type="password" required autoComplete="new-password" />}
      </Field>
      <DriftField known="report" />
      <Field label="Why" optional hint="For whoever reviews it." className="sm:col-span-2">
        {(wiring) => <Input {...wiring} name="summary" maxLength={300} autoComplete="off" />}
      </Field>
    </FormDialog>
  );
}
