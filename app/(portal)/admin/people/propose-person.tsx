"use client";

import dynamic from "next/dynamic";
import { OpenButton } from "#components/ui/open-button.tsx";
import type { Person } from "./people-table.tsx";

const PersonForm = dynamic(() => import("./person-form.tsx").then((module) => module.PersonForm), { ssr: false });

/** Somebody new, or another description of who is there. It counts once somebody else has approved it. */
export function ProposePerson({ person }: { person: Person | null }) {
  return (
    <OpenButton {...(person === null ? { size: "sm" as const } : {})} label={person === null ? "Propose…" : "Change…"}>
      {(close) => <PersonForm person={person} onClose={close} />}
    </OpenButton>
  );
}
