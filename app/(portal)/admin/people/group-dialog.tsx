"use client";

import { useState } from "react";
import { PickSeveral } from "#components/pick/pick-several.tsx";
import type { PickOption } from "#components/pick/pick-option.ts";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/text-of.ts";
import { useProposal } from "../use-proposal.ts";
import { searchPeople } from "./search-people.ts";
import type { Group } from "./shown-group.ts";

interface GroupDialogProps {
  /** Null for a new one. */
  group: Group | null;
  groups: readonly Group[];
  onClose: () => void;
}

/** Who is in a group that is kept here. Its name stays: policy calls it by that. */
export function GroupDialog({ group, groups, onClose }: GroupDialogProps) {
  const propose = useProposal();
  const [people, setPeople] = useState<readonly PickOption[]>(group?.people ?? []);
  const [inner, setInner] = useState<readonly PickOption[]>(group?.groups ?? []);
  const searchGroups = (q: string): Promise<readonly PickOption[]> => {
    const wanted = q.trim().toLowerCase();
    const others = groups.filter(({ id, name }) => id !== group?.id && name.toLowerCase().includes(wanted));
    return Promise.resolve(others.slice(0, 20).map(({ id, name }) => ({ id, name })));
  };
  return (
    <FormDialog
      title={group ? `Change ${group.name}` : "Propose a group"}
      description="Policy reads its members once somebody else, who is not among them, has approved it."
      onClose={onClose}
      submit="Propose"
      onSubmit={(form) => {
        const name = group?.name ?? textOf(form, "name");
        return propose({
          summary: textOf(form, "summary") || `${group ? "Other members of" : "Add"} the group ${name}`,
          change: {
            ...{ kind: "group", name },
            ...{ personIds: people.map(({ id }) => id), groupIds: inner.map(({ id }) => id) },
          },
        });
      }}
    >
      {group ? null : (
        <Field label="Name" hint="Policy calls it group:NAME.">
          {(wiring) => <Input {...wiring} name="name" required maxLength={120} autoComplete="off" />}
        </Field>
      )}
      <PickSeveral label="People in it" add="Add a person" value={people} onChange={setPeople} search={searchPeople} />
      <PickSeveral label="Groups in it" add="Add a group" value={inner} onChange={setInner} search={searchGroups} />
      <Field label="Why" optional hint="For whoever reviews it.">
        {(wiring) => <Input {...wiring} name="summary" minLength={3} maxLength={300} autoComplete="off" />}
      </Field>
    </FormDialog>
  );
}
