import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { AddressSearch } from "#components/pick/address-search.tsx";
import { PageLinks } from "#components/ui/page-links.tsx";
import { Section } from "#components/ui/section.tsx";
import { viewer } from "#server/viewer.ts";
import { GroupsTable } from "./groups-table.tsx";
import { OnCallSection } from "./on-call-section.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PersonDialog } from "./person-dialog.tsx";
import { ProposePerson } from "./propose-person.tsx";
import { ProposeGroup } from "./propose-group.tsx";
import { PersonalDataSection } from "./personal-data-section.tsx";
import { readGroups, readKept, readPeople, readSchedules, readSessions } from "./read.ts";

export const metadata: Metadata = { title: "People" };

interface PeoplePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const one = (value: string | string[] | undefined): string | undefined =>
  typeof value === "string" ? value : undefined;

/** One page of people at a time, by address, so that a search can be sent to somebody. */
export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const [given, { person: me }] = await Promise.all([searchParams, viewer()]);
  const q = one(given["q"]) ?? "";
  const cursor = one(given["cursor"]);
  const openId = one(given["open"]);
  const [page, groups, schedules, kept] = await Promise.all([
    readPeople({ q, limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
    readGroups({}),
    readSchedules({}),
    readKept({}),
  ]);
  const isAdministrator = me.roles.includes("administrator");
  const open = page.items.find(({ id }) => id === openId) ?? null;
  const sessions = open && isAdministrator ? await readSessions({ personId: open.id }) : null;
  const first = `/admin/people?q=${encodeURIComponent(q)}`;
  const here = new URLSearchParams([
    ...(q === "" ? [] : [["q", q]]),
    ...(cursor === undefined ? [] : [["cursor", cursor]]),
  ]);
  return (
    <>
      <PageHeader title="People" />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-8 p-4 sm:p-6">
        <div className="grid gap-4">
          <div className="flex flex-wrap items-center gap-3 *:first:flex-1">
            <AddressSearch
              path="/admin/people"
              q={q}
              label="Search people by name or e-mail"
              placeholder="Name or e-mail"
            />
            {isAdministrator ? <ProposePerson person={null} /> : null}
          </div>
          <PeopleTable people={page.items} q={q} here={here.toString()} />
          <PageLinks
            first={cursor === undefined ? null : first}
            next={page.nextCursor === null ? null : `${first}&cursor=${encodeURIComponent(page.nextCursor)}`}
          />
        </div>
        <OnCallSection schedules={schedules} mayPropose={isAdministrator} />
        <Section title="Groups" end={isAdministrator ? <ProposeGroup groups={groups} /> : `${groups.length}`}>
          <GroupsTable groups={groups} mayPropose={isAdministrator} />
        </Section>
        <PersonalDataSection kept={kept} mayPropose={isAdministrator} />
      </div>
      <PersonDialog
        person={open}
        sessions={sessions}
        may={isAdministrator && open !== null && open.id !== me.id ? "act" : "look"}
        isAuditor={me.roles.includes("auditor")}
        here={here.toString()}
      />
    </>
  );
}
