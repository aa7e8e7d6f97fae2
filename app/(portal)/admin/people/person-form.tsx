"use client";

import { useState } from "react";
import { useClock } from "#components/clock/clock-provider.tsx";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/text-of.ts";
import { portalRoles } from "#core/domain/directory/person.ts";
import { useProposal } from "../use-proposal.ts";
import type { Person } from "./people-table.tsx";
import { searchPeople } from "./search-people.ts";

const duties = {
  administrator: "Administrator: proposes changes, sees targets and people, ends access",
  auditor: "Auditor: reads everything, changes nothing",
  reviewer: "Reviewer: approves changes that others propose",
} as const satisfies Record<(typeof portalRoles)[number], string>;

/** What is said of a person. Who they belong with is said by groups, and who may decide by policy. */
export function PersonForm({ person, onClose }: { person: Person | null; onClose: () => void }) {
  const propose = useProposal();
  const { timeZone } = useClock();
  const [manager, setManager] = useState<PickOption | null>(person?.manager ?? null);
  return (
    <FormDialog
      title={person ? `Change ${person.name}` : "Propose a person"}
      description="It counts once somebody else, who does not gain by it, has approved it."
      onClose={onClose}
      submit="Propose"
      onSubmit={(form) => {
        const name = textOf(form, "name");
        const said = { email: textOf(form, "email"), name, timezone: textOf(form, "timezone") };
        const roles = portalRoles.filter((role) => form.get(role) !== null);
        return propose({
          summary: textOf(form, "summary") || (person ? `Change what is known of ${name}` : `Add ${name}`),
          change: {
            ...{ kind: "person", ...said, roles, managerId: manager?.id ?? null },
            ...(person ? { personId: person.id } : {}),
          },
        });
      }}
    >
      <Field label="Name">
        {(wiring) => (
          <Input
            {...wiring}
            name="name"
            required
            maxLength={120}
            autoComplete="off"
            defaultValue={person?.name ?? ""}
          />
        )}
      </Field>
      <Field label="E-mail" hint="Whoever the identity provider vouches for under this address signs in as them.">
        {(wiring) => (
          <Input
            {...wiring}
            type="email"
            name="email"
            required
            maxLength={254}
            autoComplete="off"
            defaultValue={person?.email ?? ""}
          />
        )}
      </Field>
      <Field label="Time zone" hint="Such as Europe/Berlin. Policy and quiet hours go by it.">
        {(wiring) => (
          <Input {...wiring} name="timezone" required maxLength={100} defaultValue={person?.timezone ?? timeZone} />
        )}
      </Field>
      <div className="grid gap-1.5">
        <p aria-hidden className="font-medium">
          Manager
        </p>
        <SearchPick
          label="Manager"
          none="Nobody"
          value={manager}
          onPick={setManager}
          search={async (q) => (await searchPeople(q)).filter(({ id }) => id !== person?.id)}
        />
        <p className="text-xs text-muted">Policy asks them where it says requester.manager, and access reviews do.</p>
      </div>
      <Fieldset legend="Duties in the portal">
        {portalRoles.map((role) => (
          <Checkbox
            key={role}
            name={role}
            label={duties[role]}
            defaultChecked={person?.roles.includes(role) ?? false}
          />
        ))}
      </Fieldset>
      <Field label="Why" optional hint="For whoever reviews it.">
        {(wiring) => <Input {...wiring} name="summary" minLength={3} maxLength={300} autoComplete="off" />}
      </Field>
    </FormDialog>
  );
}
