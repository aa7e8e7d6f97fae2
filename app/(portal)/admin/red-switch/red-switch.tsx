"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { findPeopleAction } from "./actions.ts";
import { PullDialog } from "./pull-dialog.tsx";
import { reachQuery } from "./query.ts";
import { ReachCard } from "./reach-card.tsx";
import type { Scope } from "./scope.ts";

interface RedSwitchProps {
  targets: readonly { id: string; name: string }[];
  given: Scope | null;
  givenName: string | null;
}

const searchPeople = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findPeopleAction({ q, limit: 20 });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.items.map(({ id, name, email }) => ({ id, name, detail: email }));
};

/** Whose access ends, why, and how much that is; then one button, behind a word that has to be typed. */
export function RedSwitch({ targets, given, givenName }: RedSwitchProps) {
  const [of, setOf] = useState<Scope["of"]>(given?.of ?? "person");
  const [person, setPerson] = useState<PickOption | null>(
    given?.of === "person" ? { id: given.personId, name: givenName ?? given.personId } : null,
  );
  const [targetId, setTargetId] = useState(given?.of === "target" ? given.targetId : "");
  const [reason, setReason] = useState("");
  const scope = scopeOf(of, person, targetId);
  const reach = useQuery({ ...reachQuery(scope ?? { of: "everything" }), enabled: scope !== null });
  return (
    <div className="grid w-full max-w-3xl content-start gap-6 p-4 sm:p-6">
      <p className="max-w-prose text-pretty text-muted">
        For when something is badly wrong. What is held ends at once and is then removed at the targets; what was
        scheduled does not begin. It cannot be undone, only asked for again.
      </p>
      <Fieldset legend="What ends?">
        <Segmented
          name="of"
          label="What ends?"
          look="joined"
          value={of}
          onValueChange={(value) => setOf(value as Scope["of"])}
          segments={[
            { value: "person", label: "One person" },
            { value: "target", label: "One target" },
            { value: "everything", label: "Everything" },
          ]}
        />
      </Fieldset>
      {of === "person" ? (
        <Field label="Whose?" hint="Their pending requests are cancelled too. Disable them as well to keep them out.">
          {() => (
            <SearchPick label="Whose?" none="Choose a person" value={person} onPick={setPerson} search={searchPeople} />
          )}
        </Field>
      ) : null}
      {of === "target" ? (
        <Field label="Which target?" hint="Requests for it stay: each is still decided on its own.">
          {(wiring) => (
            <Select {...wiring} value={targetId} onChange={(event) => setTargetId(event.target.value)}>
              <option value="">Choose a target</option>
              {targets.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Field label="Why?" hint="Kept in the record, with the count that you were shown and the count that ended.">
        {(wiring) => (
          <Textarea {...wiring} value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {scope === null ? null : (
        <ReachCard reach={reach.data} failed={reach.isError}>
          {reach.data ? <PullDialog scope={scope} reach={reach.data} reason={reason} /> : null}
        </ReachCard>
      )}
    </div>
  );
}

const scopeOf = (of: Scope["of"], person: PickOption | null, targetId: string): Scope | null => {
  if (of === "everything") return { of };
  if (of === "person") return person ? { of, personId: person.id } : null;
  return targetId === "" ? null : { of, targetId };
};
