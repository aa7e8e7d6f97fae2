"use client";

import { UserRound } from "lucide-react";
import { useState } from "react";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { textOf } from "#components/ui/text-of.ts";
import type { TargetDetail } from "#core/usecases/targets/read-target.ts";
import type { Serialised } from "#server/serialise.ts";
import { findPeopleAction } from "./actions.ts";
import { useProposal } from "../../use-proposal.ts";

type Target = Pick<Serialised<TargetDetail>, "id" | "name" | "accounts">;

const columns: readonly Column<Target["accounts"][number]>[] = [
  { id: "person", header: "Person", sortBy: ({ person }) => person.name, cell: ({ person }) => person.name },
  {
    id: "account",
    header: "Login",
    sortBy: ({ account }) => account,
    cell: ({ account }) => <code className="font-mono text-xs break-all">{account}</code>,
  },
  {
    id: "source",
    header: "Known from",
    cell: ({ source }) => (source === "reviewed" ? "a reviewed change" : "the directory"),
  },
];

/** People use logins of their own here. Each belongs to one person, and a person has one. */
export function AccountsTable({ target, mayPropose }: { target: Target; mayPropose: boolean }) {
  return (
    <div className="grid gap-3">
      {mayPropose ? <MapAccount target={target} /> : null}
      <DataTable
        label="Logins"
        rows={target.accounts}
        columns={columns}
        rowKey={({ account }) => account}
        defaultSort={{ id: "person" }}
        empty={
          <EmptyState icon={UserRound} title="Nobody is known here yet">
            A login is recorded with the first access it gets: the one that the directory gives, unless another was
            reviewed.
          </EmptyState>
        }
      />
    </div>
  );
}

const searchPeople = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findPeopleAction({ q, limit: 20 });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.items.map(({ id, name, email }) => ({ id, name, detail: email }));
};

function MapAccount({ target }: { target: Target }) {
  const propose = useProposal();
  const [person, setPerson] = useState<PickOption | null>(null);
  return (
    <FormDialog
      title="Say whose login it is"
      description="It counts once somebody else has approved it. What the person holds through another login here ends then."
      trigger={<Button className="justify-self-start">Map a login…</Button>}
      onClose={() => setPerson(null)}
      submit="Propose"
      disabled={person === null}
      onSubmit={(form) => {
        if (!person) return "Choose a person.";
        const account = textOf(form, "account");
        return propose({
          summary: `${person.name} is ${account} on ${target.name}`,
          change: { kind: "account", targetId: target.id, personId: person.id, account },
        });
      }}
    >
      <SearchPick label="Whose?" none="Choose a person" value={person} onPick={setPerson} search={searchPeople} />
      <Field label="Login" hint="As the target knows it.">
        {(wiring) => (
          <Input {...wiring} name="account" required maxLength={320} autoComplete="off" spellCheck={false} />
        )}
      </Field>
    </FormDialog>
  );
}
