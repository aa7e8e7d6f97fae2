import type { Metadata } from "next";
import { Time } from "#components/clock/time.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { reportWindows } from "#core/domain/report-input.ts";
import { ExportReport } from "./export-report.tsx";
import { LagPicture } from "./lag-picture.tsx";
import { LagTable } from "./lag-table.tsx";
import { readReportPage } from "./read.ts";
import { reportFigures } from "./report-figures.ts";
import { daysOf } from "./report-rows.ts";
import { RequestsPicture } from "./requests-picture.tsx";
import { RequestsTable } from "./requests-table.tsx";
import { WindowLinks } from "./window-links.tsx";

export const metadata: Metadata = { title: "Reports" };

interface ReportsPageProps {
  searchParams: Promise<{ days?: string | string[] }>;
}

export default async function ReportsPage({ searchParams }: ReportsPageProps) {
  const { days: wanted } = await searchParams;
  const days = reportWindows.find((each) => String(each) === wanted) ?? 30;
  const report = await readReportPage({ days });
  const byDay = daysOf(report);
  return (
    <>
      <PageHeader title="Reports" actions={<ExportReport report={report} byDay={byDay} days={days} />} />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-6 p-4 sm:p-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <WindowLinks days={days} />
          <p className="text-xs text-faint">
            Made <Time at={report.madeAt} show="exact" />, from the requests and grants since{" "}
            <Time at={report.since} show="exact" />. Not independently witnessed.
          </p>
        </div>
        <Card className="grid grid-cols-2 gap-x-6 gap-y-5 p-4 sm:p-5 lg:grid-cols-5">
          {reportFigures(report).map((figure) => (
            <Stat key={figure.label} {...figure} />
          ))}
        </Card>
        <Section title="Requests by day" end="by UTC day, when they were asked">
          <RequestsPicture rows={byDay} />
          <RequestsTable rows={byDay} />
        </Section>
        <Section
          title="How long a revocation took"
          end="from the deadline, or the decision to end, until the target confirmed"
        >
          <LagPicture rows={report.revocation} />
          <LagTable rows={report.revocation} />
        </Section>
      </div>
    </>
  );
}
