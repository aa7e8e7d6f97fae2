import { BellOff } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { viewer } from "#server/viewer.ts";
import { AlarmRow } from "./alarm-row.tsx";
import { readAlarms, readOpenAlarms, readRestoreState } from "./read.ts";
import { RestoredCard } from "./restored-card.tsx";

export const metadata: Metadata = { title: "Alarms" };

interface AlarmsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AlarmsPage({ searchParams }: AlarmsPageProps) {
  const { cursor } = await searchParams;
  const [{ person }, restore, open, page] = await Promise.all([
    viewer(),
    readRestoreState({}),
    // Whatever is wrong, however long ago it began: never only what a page of the newest holds.
    readOpenAlarms({}),
    readAlarms({ limit: 50, ...(typeof cursor === "string" ? { cursor } : {}) }),
  ]);
  const mayAcknowledge = person.roles.includes("administrator");
  const past = page.items.filter(({ clearedAt }) => clearedAt !== null);
  return (
    <>
      <PageHeader title="Alarms" />
      <div className="grid w-full max-w-5xl min-w-0 content-start gap-8 p-4 sm:p-6">
        <RestoredCard restore={restore} mayAcknowledge={mayAcknowledge} />
        <Section title="Open">
          {open.length > 0 ? (
            <Card>
              {open.map((alarm) => (
                <AlarmRow key={alarm.id} alarm={alarm} mayAcknowledge={mayAcknowledge} />
              ))}
            </Card>
          ) : (
            <EmptyState icon={BellOff} title="Nothing is wrong">
              What should be gone and is not, a revoker that falls silent, and access that nobody was granted appear
              here by themselves.
            </EmptyState>
          )}
        </Section>
        {past.length > 0 ? (
          <Section title="Over">
            <Card>
              {past.map((alarm) => (
                <AlarmRow key={alarm.id} alarm={alarm} mayAcknowledge={false} />
              ))}
            </Card>
          </Section>
        ) : null}
        {page.nextCursor === null ? null : (
          <div className="flex justify-center">
            <ButtonLink href={`/admin/alarms?cursor=${encodeURIComponent(page.nextCursor)}`}>Older</ButtonLink>
          </div>
        )}
      </div>
    </>
  );
}
