import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type ReportKind, reportWords } from "#core/domain/report/report-kinds.ts";
import { readCard } from "./read.ts";
import { type AskedWindow, windowText } from "./report-address.ts";
import { ReportFigure } from "./report-figure.tsx";
import { ReportPicture } from "./report-picture.tsx";

interface ReportCardProps {
  kind: ReportKind;
  window: AskedWindow;
}

/** A report at a glance; its heading leads to the whole of it. Each card comes when its own queries are done. */
export async function ReportCard({ kind, window }: ReportCardProps) {
  const { figure, picture } = await readCard({ report: kind, ...window });
  return (
    <Frame kind={kind} window={window}>
      {figure === null ? null : <ReportFigure figure={figure} />}
      {picture === null ? null : <ReportPicture picture={picture} small />}
    </Frame>
  );
}

export function ReportCardSkeleton({ kind, window }: ReportCardProps) {
  return (
    <Frame kind={kind} window={window}>
      <Skeleton className="h-16 w-40" />
      <Skeleton className="h-28 w-full rounded-lg" />
    </Frame>
  );
}

function Frame({ kind, window, children }: ReportCardProps & { children: ReactNode }) {
  const { title, question } = reportWords[kind];
  return (
    <Card className="grid content-start gap-3 p-4">
      <div>
        <h2 className="text-sm font-semibold">
          <Link
            href={`/reports/${kind}?${windowText(window)}`}
            className="inline-flex items-center gap-1.5 hover:underline"
          >
            {title} <ArrowRight aria-hidden className="size-3.5 text-faint" />
          </Link>
        </h2>
        <p className="mt-0.5 text-xs text-muted">{question}</p>
      </div>
      {children}
    </Card>
  );
}
