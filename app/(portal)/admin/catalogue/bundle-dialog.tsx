"use client";

import { useState } from "react";
import type { PickOption } from "#components/pick/pick-option.ts";
import { PickSeveral } from "#components/pick/pick-several.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/text-of.ts";
import { searchEntitlements } from "../../search-entitlements.ts";
import { useProposal } from "../use-proposal.ts";
import type { Bundle } from "./shown-bundle.ts";

/** What a bundle is called, is for, and contains. */
export function BundleDialog({ bundle, onClose }: { bundle: Bundle | null; onClose: () => void }) {
  const propose = useProposal();
  const [chosen, setChosen] = useState<readonly PickOption[]>(bundle?.entitlements ?? []);
  const submit = (form: FormData) => {
    if (chosen.length === 0) return "Choose at least one entitlement.";
    const retire = form.get("retire") !== null;
    const name = bundle?.name ?? textOf(form, "name");
    const verb = retire ? "Retire" : bundle ? "Change" : "Add";
    const entitlementIds = chosen.map(({ id }) => id);
    return propose({
      summary: `${verb} the bundle ${name}`,
      change: { kind: "bundle", name, description: textOf(form, "description"), entitlementIds, retire },
    });
  };
  return (
    <FormDialog
      title={bundle ? `Change ${bundle.name}` : "Propose a bundle"}
      description="What is asked for together and decided whole. Somebody else must approve it."
      onClose={onClose}
      submit="Propose"
      onSubmit={submit}
    >
      {bundle ? null : (
        <Field label="Name" hint="The work it is for: “Shop incident”.">
          {(wiring) => <Input {...wiring} name="name" required maxLength={120} autoComplete="off" />}
        </Field>
      )}
      <Field label="What it is for">
        {(wiring) => (
          <Input {...wiring} name="description" required maxLength={500} defaultValue={bundle?.description} />
        )}
      </Field>
      <PickSeveral
        label="What belongs to it"
        add="Add an entitlement"
        value={chosen}
        onChange={setChosen}
        search={searchEntitlements}
      />
      {bundle ? (
        <Checkbox name="retire" label="Retire it" hint="It can no longer be chosen; what was granted stays." />
      ) : null}
    </FormDialog>
  );
}
