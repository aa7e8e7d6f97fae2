import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Approvals" />
      <div className="grid flex-1 sm:grid-cols-[minmax(0,18rem)_minmax(0,1fr)] lg:grid-cols-[25rem_minmax(0,1fr)]">
        <SkeletonRows
          rows={8}
          rowClass="h-15"
          label="Loading what waits for you"
          className="rounded-none border-0 sm:border-r"
        />
        <div className="grid content-start gap-4 p-6 max-sm:hidden">
          <Skeleton className="h-6 w-3/5" />
          <Skeleton className="w-2/5" />
          <Skeleton className="h-20 w-full max-w-xl" />
        </div>
      </div>
    </>
  );
}
