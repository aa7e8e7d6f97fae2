import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "#components/shell/page-header.tsx";
import { reportKinds } from "#core/domain/report/report-kinds.ts";
import { requireRole } from "#server/require-role.ts";
import { viewer } from "#server/viewer.ts";
import { EvidenceCard } from "./evidence-card.tsx";
import { askedWindow } from "./report-address.ts";
import { ReportCard, ReportCardSkeleton } from "./report-card.tsx";
import { WindowChoice } from "./window-choice.tsx";

export const metadata: Metadata = { title: "Reports" };

interface ReportsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** All reports at a glance. The page is there at once; what takes longest to count comes last. */
export default async function ReportsPage({ searchParams }: ReportsPageProps) {
  // Its titles stand here before any figure is read: the page itself refuses whoever may not see them.
  await requireRole("administrator", "reviewer", "auditor");
  const [asked, { person }] = await Promise.all([searchParams, viewer()]);
  const window = askedWindow(asked);
  return (
    <>
      <PageHeader title="Reports" />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-4 p-4 sm:p-6">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <WindowChoice window={window} />
          <p className="text-xs text-faint">Each figure is held against the window before it.</p>
        </div>
        <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {reportKinds.map((kind) => (
            <Suspense key={kind} fallback={<ReportCardSkeleton kind={kind} window={window} />}>
              <ReportCard kind={kind} window={window} />
            </Suspense>
          ))}
        </div>
        {person.roles.includes("auditor") ? <EvidenceCard window={window} /> : null}
      </div>
    </>
  );
}
