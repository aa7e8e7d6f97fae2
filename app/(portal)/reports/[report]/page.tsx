import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import { formatValue } from "#core/domain/report/format-value.ts";
import { isReportKind, reportWords } from "#core/domain/report/report-kinds.ts";
import { viewer } from "#server/viewer.ts";
import { ExportReport } from "../export-report.tsx";
import { readReportPage } from "../read.ts";
import { askedWindow, windowText } from "../report-address.ts";
import { ReportFigure } from "../report-figure.tsx";
import { ReportPicture } from "../report-picture.tsx";
import { ReportTable } from "../report-table.tsx";
import { WindowChoice } from "../window-choice.tsx";

interface ReportPageProps {
  params: Promise<{ report: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  const { report } = await params;
  return { title: isReportKind(report) ? reportWords[report].title : "Reports" };
}

/** In UTC, letter by letter as in every file of the report. */
const instant = (at: string): string => formatValue("instant", at);

/** One report: figures and picture first, its rows beneath, and how it was made. */
export default async function ReportPage({ params, searchParams }: ReportPageProps) {
  const [{ report: kind }, asked] = await Promise.all([params, searchParams]);
  if (!isReportKind(kind)) notFound();
  const window = askedWindow(asked);
  const [report, { person }] = await Promise.all([readReportPage({ report: kind, ...window }), viewer()]);
  const { figures, pictures, tables, method, madeAt, evidence } = report;
  const isAuditor = person.roles.includes("auditor");
  // Whoever decides what is in force need not be one of those who may read requests.
  const opens = { record: isAuditor, requests: isAuditor || person.roles.includes("administrator") };
  return (
    <>
      <PageHeader
        title={report.title}
        parent={<Link href={`/reports?${windowText(window)}`}>Reports</Link>}
        actions={<ExportReport kind={kind} window={window} />}
      />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-6 p-4 sm:p-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <WindowChoice window={window} />
          <p className="text-muted">{reportWords[kind].question}</p>
        </div>
        <Card className="grid grid-cols-2 gap-x-6 gap-y-5 p-4 sm:p-5 lg:grid-cols-4">
          {figures.map((figure) => (
            <ReportFigure key={figure.label} figure={figure} />
          ))}
        </Card>
        {pictures.map((picture) => (
          <Section key={picture.title} title={picture.title}>
            <ReportPicture picture={picture} />
          </Section>
        ))}
        {tables.map((table) => (
          <Section key={table.title} title={table.title}>
            {table.rows.length === 0 ? (
              <p className="text-muted">There are no rows.</p>
            ) : (
              <ReportTable table={table} opens={opens} />
            )}
          </Section>
        ))}
        <Section title="How this was made">
          <div className="grid max-w-[75ch] gap-1.5 wrap-anywhere text-muted">
            {method.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <p>
              Made {instant(madeAt)}, over {instant(report.window.from)} to {instant(report.window.to)}. {evidence}
            </p>
          </div>
        </Section>
      </div>
    </>
  );
}
