"use client";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/text-of.ts";
import { Textarea } from "#components/ui/textarea.tsx";
import type { TargetDetail } from "#core/usecases/targets/read-target.ts";
import type { Serialised } from "#server/serialise.ts";
import { useProposal } from "../../use-proposal.ts";
import { connectorFormOf } from "../connector-fields.tsx";
import { DriftField, driftModeFrom } from "../drift-field.tsx";
import { objectFrom } from "./typed.ts";

/** How a target is reached. The portal goes on as before until somebody else has approved it. */
export function ProposeSettings({ target }: { target: Serialised<TargetDetail> }) {
  const propose = useProposal();
  const { Fields, names, settings, secretHint } = connectorFormOf(target.kind);
  const others = Object.entries(target.settings).filter(([name]) => !names.includes(name));
  return (
    <FormDialog
      wide
      title={`Change the settings of ${target.name}`}
      description="The portal reaches it as before until somebody else has approved it."
      trigger={<Button>Change settings…</Button>}
      submit="Propose"
      onSubmit={(form) => {
        const kept = objectFrom(textOf(form, "others") || "{}", "Other settings");
        if (typeof kept === "string") return kept;
        const secret = textOf(form, "secret");
        const driftMode = driftModeFrom(form);
        return propose({
          summary: textOf(form, "summary") || `Other settings for ${target.name}`,
          change: {
            ...{ kind: "settings", targetId: target.id, description: textOf(form, "description") },
            settings: { ...kept, ...settings(form) },
            ...(secret === "" ? {} : { secret }),
            ...(driftMode === target.driftMode ? {} : { driftMode }),
          },
        });
      }}
    >
      <Field label="Description" className="sm:col-span-2">
        {(wiring) => (
          <Input
            {...wiring}
            name="description"
            required
            maxLength={500}
            autoComplete="off"
            defaultValue={target.description}
          />
        )}
      </Field>
      <Fields known={target.settings} />
      <Field
        label="Other settings"
        optional
        hint="As JSON: what the connector knows beside these. It checks all of it."
        className="sm:col-span-2"
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            name="others"
            rows={others.length === 0 ? 2 : 5}
            spellCheck={false}
            className="font-mono text-xs"
            defaultValue={others.length === 0 ? "" : JSON.stringify(Object.fromEntries(others), null, 2)}
          />
        )}
      </Field>
      <Field label="Secret" optional hint={`Left empty, the known one stays. ${secretHint}`} className="sm:col-span-2">
        {(wiring) => <Input {...wiring} name="secret" type="password" autoComplete="new-password" />}
      </Field>
      <DriftField known={target.driftMode} />
      <Field label="Why" optional hint="For whoever reviews it." className="sm:col-span-2">
        {(wiring) => <Input {...wiring} name="summary" minLength={3} maxLength={300} autoComplete="off" />}
      </Field>
    </FormDialog>
  );
}
