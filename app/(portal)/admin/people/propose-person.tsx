"use client";

import { OpenButton } from "#components/ui/open-button.tsx";
import { PersonForm } from "./person-form.tsx";
import type { Person } from "./people-table.tsx";

/** Somebody new, or another description of who is there. It counts once somebody else has approved it. */
export function ProposePerson({ person }: { person: Person | null }) {
  return (
    <OpenButton {...(person === null ? { size: "sm" as const } : {})} label={person === null ? "Propose…" : "Change…"}>
      {(close) => <PersonForm person={person} onClose={close} />}
    </OpenButton>
  );
}
