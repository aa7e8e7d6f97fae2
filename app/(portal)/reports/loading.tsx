import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Reports" />
      <div className="grid w-full max-w-6xl content-start gap-4 p-4 sm:p-6" role="status">
        <span className="sr-only">Making the reports</span>
        <Skeleton className="h-7 w-56" />
        <Skeleton className="h-60 w-full rounded-lg" />
        <Skeleton className="h-60 w-full rounded-lg" />
      </div>
    </>
  );
}
