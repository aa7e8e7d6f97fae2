"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/text-of.ts";
import { Textarea } from "#components/ui/textarea.tsx";
import { useProposal } from "../../use-proposal.ts";
import type { Found, GroupOption } from "./discovered.ts";
import { OwnerSelect } from "./owner-select.tsx";
import { objectFrom, tagsFrom } from "./typed.ts";

interface ProposeEntitlementProps {
  target: string;
  /** What the target offered; null for one that is written by hand. */
  found: Found | null;
  groups: readonly GroupOption[];
  onClose: () => void;
}

/** One action on one resource. It can be requested once somebody else has approved it. */
export function ProposeEntitlement({ target, found, groups, onClose }: ProposeEntitlementProps) {
  const propose = useProposal();
  return (
    <FormDialog
      wide
      title="Propose an entitlement"
      description={`On ${target}. It can be requested once somebody else has approved it.`}
      onClose={onClose}
      submit="Propose"
      onSubmit={(form) => {
        const asked = changeFrom(form, target);
        return typeof asked === "string" ? asked : propose(asked);
      }}
    >
      <Field label="Name" hint="As people search for it: “Read orders-db”.">
        {(wiring) => <Input {...wiring} name="name" required maxLength={120} autoComplete="off" />}
      </Field>
      <Field label="Action" hint="One word, such as read; policy speaks of it.">
        {(wiring) => (
          <Input
            {...wiring}
            name="action"
            required
            pattern="[a-z][a-z0-9\-]{0,40}"
            autoComplete="off"
            defaultValue={/^[a-z][a-z0-9-]{0,40}$/.test(found?.action ?? "") ? found?.action : ""}
          />
        )}
      </Field>
      <Field label="What it allows" className="sm:col-span-2">
        {(wiring) => (
          <Input {...wiring} name="description" required maxLength={500} defaultValue={found?.description} />
        )}
      </Field>
      <Field label="Resource" hint="A new name makes a new resource.">
        {(wiring) => <Input {...wiring} name="resource" required maxLength={120} defaultValue={found?.resource} />}
      </Field>
      <OwnerSelect groups={groups} known={null} label="Owner" hint="Policy may ask the resource's owners." />
      <Field label="What the resource is">
        {(wiring) => <Input {...wiring} name="resourceDescription" required maxLength={500} />}
      </Field>
      <Field label="Tags" optional hint="One a line: env=prod">
        {(wiring) => <Textarea {...wiring} name="tags" rows={2} spellCheck={false} className="font-mono text-xs" />}
      </Field>
      <Field label="At the target" hint="What the connector gives; it checks this." className="sm:col-span-2">
        {(wiring) => (
          <Textarea
            {...wiring}
            name="mapping"
            rows={4}
            spellCheck={false}
            className="font-mono text-xs"
            defaultValue={JSON.stringify(found?.mapping ?? {}, null, 2)}
          />
        )}
      </Field>
      <Checkbox name="sensitive" label="Sensitive" hint="Shown beside its name." />
      <Field label="Why" optional hint="For whoever reviews it." className="sm:col-span-2">
        {(wiring) => <Input {...wiring} name="summary" maxLength={300} autoComplete="off" />}
      </Field>
    </FormDialog>
  );
}

/** The change as the door takes it, or what is wrong with the form. */
const changeFrom = (form: FormData, target: string) => {
  const mapping = objectFrom(textOf(form, "mapping"), "At the target");
  if (typeof mapping === "string") return mapping;
  const tags = tagsFrom(textOf(form, "tags"));
  if (typeof tags === "string") return tags;
  const name = textOf(form, "name");
  const owner = textOf(form, "owner");
  return {
    summary: textOf(form, "summary") || `Add ${name} on ${target}`,
    change: {
      kind: "entitlement" as const,
      target,
      name,
      resource: textOf(form, "resource"),
      resourceDescription: textOf(form, "resourceDescription"),
      action: textOf(form, "action"),
      description: textOf(form, "description"),
      tags,
      mapping,
      sensitive: form.get("sensitive") !== null,
      ...(owner === "" ? {} : { ownerGroupId: owner }),
    },
  };
};
