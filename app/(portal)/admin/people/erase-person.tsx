"use client";

import { useState } from "react";
import { groundWords } from "#components/sentences/erasure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useProposal } from "../use-proposal.ts";
import type { Person } from "./people-table.tsx";

type Ground = keyof typeof groundWords;
const grounds = Object.entries(groundWords).map(([value, label]) => ({ value, label }));

/** Proposes that everything kept of somebody goes. Says all that it takes with it, and wants their name typed. */
export function ErasePerson({ person }: { person: Person }) {
  const propose = useProposal();
  const [because, setBecause] = useState<Ground>("own-wish");
  return (
    <ConfirmDialog
      title={`Erase what is kept of ${person.name}?`}
      trigger={<Button variant="ghost">Erase personal data…</Button>}
      typed={person.name}
      confirm="Propose"
      onConfirm={() =>
        propose({
          // Not their name: it would outlive them in the list of changes.
          summary: "Erase a person's data",
          change: { kind: "erasure", personId: person.id, because },
        })
      }
    >
      <p>Nothing happens before a reviewer has approved it. Then, in this order:</p>
      <ol className="mt-2 grid list-decimal gap-1 pl-5">
        <li>
          They are out for good, and <b className="text-text">everything they hold ends</b>
          {person.liveGrants === 0 ? "" : `: ${person.liveGrants} ${person.liveGrants === 1 ? "grant" : "grants"} now`}.
          So do their requests, proposals and stand-ins.
        </li>
        <li>Once the targets have confirmed that, their name and e-mail become a pseudonym, everywhere.</li>
        <li>
          Their reasons, tickets, addresses and logins are erased from requests, votes and the record. The log still
          proves what it proved; nobody can read any more what was said.
        </li>
      </ol>
      <p className="mt-2 font-medium text-danger">It cannot be undone.</p>
      <p className="mt-2">
        On-call turns they take then have nobody. What was sent out of the portal stays where it went.
      </p>
      <div className="mt-4 grid gap-2 text-text">
        <p aria-hidden className="font-medium">
          Why? It is kept in the record, without their name.
        </p>
        <Segmented
          name="because"
          label="Why? It is kept in the record, without their name."
          segments={grounds}
          value={because}
          onValueChange={(value) => setBecause(value as Ground)}
        />
      </div>
    </ConfirmDialog>
  );
}
