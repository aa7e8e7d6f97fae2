"use client";

import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { textOf } from "#components/ui/text-of.ts";
import { Textarea } from "#components/ui/textarea.tsx";
import { useProposal } from "../../use-proposal.ts";
import type { GroupOption } from "./discovered.ts";
import { OwnerSelect } from "./owner-select.tsx";
import type { Item } from "./shown-item.ts";
import { objectFrom, tagsFrom, tagsText } from "./typed.ts";

interface ChangeEntitlementProps {
  item: Item;
  groups: readonly GroupOption[];
  onClose: () => void;
}

const aspects = [
  { value: "tags", label: "Tags" },
  { value: "owner", label: "Owner" },
  { value: "mapping", label: "At the target" },
];

/** Everything about an entitlement that decisions or operations read, one thing at a time: each is reviewed by itself. */
export function ChangeEntitlement({ item, groups, onClose }: ChangeEntitlementProps) {
  const propose = useProposal();
  const [aspect, setAspect] = useState("tags");
  return (
    <FormDialog
      title={`Change ${item.name}`}
      description="Nothing changes until somebody else has approved it."
      onClose={onClose}
      submit="Propose"
      onSubmit={(form) => {
        const change = changeFrom(aspect, item, form);
        if (typeof change === "string") return change;
        return propose({ summary: textOf(form, "summary") || summaries(item)[change.kind], change });
      }}
    >
      <Segmented
        name="aspect"
        label="What changes?"
        look="joined"
        segments={aspects}
        value={aspect}
        onValueChange={setAspect}
        className="justify-self-start"
      />
      {aspect === "tags" ? (
        <Field
          label={`Tags of ${item.resource}`}
          hint="One a line: env=prod. Policy selects by them. They are those of every entitlement on it."
        >
          {(wiring) => (
            <Textarea
              {...wiring}
              name="tags"
              rows={4}
              spellCheck={false}
              className="font-mono text-xs"
              defaultValue={tagsText(item.tags)}
            />
          )}
        </Field>
      ) : null}
      {aspect === "owner" ? (
        <OwnerSelect
          groups={groups}
          known={item.ownerGroupId}
          label={`Owner of ${item.resource}`}
          hint="Policy may ask the resource's owners. They are those of every entitlement on it."
        />
      ) : null}
      {aspect === "mapping" ? (
        <>
          <Field
            label="At the target"
            hint="What the connector gives; it checks this. Votes for what it meant before count for nothing."
          >
            {(wiring) => (
              <Textarea
                {...wiring}
                name="mapping"
                rows={5}
                spellCheck={false}
                className="font-mono text-xs"
                defaultValue={JSON.stringify(item.mapping, null, 2)}
              />
            )}
          </Field>
          <Checkbox
            name="sensitive"
            label="Sensitive"
            hint="Shown beside its name; its credential is revealed with a passkey."
            defaultChecked={item.sensitive}
          />
        </>
      ) : null}
      <Field label="Why" optional hint="For whoever reviews it.">
        {(wiring) => <Input {...wiring} name="summary" minLength={3} maxLength={300} autoComplete="off" />}
      </Field>
    </FormDialog>
  );
}

const summaries = ({ name, resource }: Item) => ({
  tags: `Other tags for ${resource}`,
  owner: `Another owner of ${resource}`,
  mapping: `What ${name} is at the target`,
});

/** The change as the door takes it, or what is wrong with the form. */
const changeFrom = (aspect: string, { id: entitlementId, resourceId }: Item, form: FormData) => {
  if (aspect === "owner") {
    const ownerGroupId = textOf(form, "owner");
    return ownerGroupId === "" ? "Choose who owns it." : { kind: "owner" as const, resourceId, ownerGroupId };
  }
  if (aspect === "tags") {
    const tags = tagsFrom(textOf(form, "tags"));
    return typeof tags === "string" ? tags : { kind: "tags" as const, resourceId, tags };
  }
  const mapping = objectFrom(textOf(form, "mapping"), "At the target");
  if (typeof mapping === "string") return mapping;
  return { kind: "mapping" as const, entitlementId, mapping, sensitive: form.get("sensitive") !== null };
};
