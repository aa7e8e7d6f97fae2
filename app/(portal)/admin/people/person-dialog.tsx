"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { Time } from "#components/clock/time.tsx";
import { erasureWords } from "#components/sentences/erasure.ts";
import { SessionList, type ShownSession } from "#components/session/session-list.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Section } from "#components/ui/section.tsx";
import { endSessionAction } from "./actions.ts";
import { DisablePerson, EnablePerson } from "./disable-person.tsx";
import { ErasePerson } from "./erase-person.tsx";
import { ProposePerson } from "./propose-person.tsx";
import type { Person } from "./people-table.tsx";

interface PersonDialogProps {
  person: Person | null;
  /** Null for readers who may not see sessions. */
  sessions: readonly ShownSession[] | null;
  may: "act" | "look";
  /** Only auditors may ask the record. */
  isAuditor: boolean;
  here: string;
}

const sources = { local: "local account", oidc: "single sign-on" } as const;

export function PersonDialog({ person, sessions, may, isAuditor, here }: PersonDialogProps) {
  const router = useRouter();
  if (person === null) return null;
  return (
    <Dialog
      wide
      title={person.name}
      description={person.erasure === "done" ? "Who this was is erased. The name is a pseudonym." : person.email}
      open
      onOpenChange={(open) => {
        if (!open) router.push(`/admin/people?${here}`, { scroll: false });
      }}
      footer={
        may === "look" || person.erasure !== null ? undefined : (
          <>
            <ErasePerson person={person} />
            <ProposePerson person={person} />
            {person.disabledAt === null ? <DisablePerson person={person} /> : <EnablePerson person={person} />}
          </>
        )
      }
    >
      <div className="grid gap-6">
        <DefinitionList
          items={[
            {
              term: "State",
              value:
                person.erasure !== null ? (
                  <Chip tone={person.erasure === "done" ? "neutral" : "waning"}>{erasureWords[person.erasure]}</Chip>
                ) : person.disabledAt === null ? (
                  <Chip tone="live">enabled</Chip>
                ) : (
                  <Chip tone="danger">
                    disabled <Time at={person.disabledAt} />
                  </Chip>
                ),
            },
            { term: "Duty", value: person.roles.length === 0 ? "none in the portal" : person.roles.join(", ") },
            { term: "Manager", value: person.manager?.name ?? "nobody" },
            { term: "Groups", value: person.groups.length === 0 ? "none" : person.groups.join(", ") },
            { term: "On call", value: person.onCall ? "yes" : "no" },
            { term: "Time zone", value: person.timezone },
            { term: "Comes from", value: sources[person.source] },
            {
              term: "Grants",
              value: (
                <>
                  {person.liveGrants === 0 ? "none" : person.liveGrants}
                  {isAuditor ? (
                    <>
                      {" · "}
                      <Link href={`/audit/access-at?personId=${person.id}`} className="text-accent hover:underline">
                        what they could reach
                      </Link>
                    </>
                  ) : null}
                </>
              ),
            },
          ]}
        />
        {sessions === null ? null : (
          <Section title="Sessions">
            <SessionList sessions={sessions} end={endSessionAction} />
          </Section>
        )}
      </div>
    </Dialog>
  );
}
