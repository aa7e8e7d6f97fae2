import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import { viewer } from "#server/viewer.ts";
import { AlarmRow } from "../../alarms/alarm-row.tsx";
import { AccountsTable } from "./accounts-table.tsx";
import { Discovery } from "./discovery.tsx";
import { EntitlementsTable } from "./entitlements-table.tsx";
import { readGroups, readTargetAlarms, readTargetPage, readTargetStanding } from "./read.ts";
import { StandingTable } from "./standing-table.tsx";
import { TargetChanges } from "./target-changes.tsx";
import { TargetFacts } from "./target-facts.tsx";
import { TargetSessions } from "./target-sessions.tsx";

export const metadata: Metadata = { title: "Target" };

interface TargetPageProps {
  params: Promise<{ targetId: string }>;
}

export default async function TargetPage({ params }: TargetPageProps) {
  const [{ targetId }, { person }] = await Promise.all([params, viewer()]);
  const [target, standing, alarms] = await Promise.all([
    readTargetPage({ targetId }),
    readTargetStanding({ targetId }),
    readTargetAlarms({ targetId }),
  ]);
  const mayPropose = person.roles.includes("administrator");
  const groups = mayPropose ? (await readGroups({})).map(({ id, name }) => ({ id, name })) : [];
  const mayChange = mayPropose && target.retiringAt === null;
  return (
    <>
      <PageHeader
        title={target.name}
        parent={
          <Link href="/admin/targets" className="hover:underline">
            Targets
          </Link>
        }
      />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-8 p-4 sm:p-6">
        {alarms.length > 0 ? (
          <Section title="Alarms here" end={<Link href="/admin/alarms">Every alarm</Link>}>
            <Card>
              {alarms.map((alarm) => (
                <AlarmRow key={alarm.id} alarm={alarm} mayAcknowledge={mayPropose} />
              ))}
            </Card>
          </Section>
        ) : null}
        <TargetFacts target={target} />
        {mayPropose && target.retiredAt === null ? <TargetChanges target={target} standing={standing.count} /> : null}
        <Section title="What can be requested here" end={`${target.items.length}`}>
          <EntitlementsTable items={target.items} groups={mayChange ? groups : null} />
        </Section>
        {target.retiredAt === null ? (
          <Section title="Connected now">
            <TargetSessions targetId={target.id} opensRequests={mayPropose || person.roles.includes("auditor")} />
          </Section>
        ) : null}
        <Section title="Stands without a grant" end={`${standing.count}`}>
          <StandingTable
            key={target.driftMode}
            targetId={target.id}
            drawn={standing}
            mode={target.driftMode}
            mayChange={mayChange}
          />
        </Section>
        {target.logins === "membership" ? (
          <Section title="Whose login is whose" end={`${target.accounts.length}`}>
            <AccountsTable target={target} mayPropose={mayChange} />
          </Section>
        ) : null}
        {mayChange ? (
          <Section title="What the target offers">
            <Discovery target={target} groups={groups} />
          </Section>
        ) : null}
      </div>
    </>
  );
}
