import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function RequestLoading() {
  return (
    <>
      <PageHeader title="Request access" />
      <div className="grid w-full max-w-3xl gap-4 p-4 sm:p-6">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-9 w-full" />
        <SkeletonRows rows={4} rowClass="h-16" label="Loading the catalogue" />
      </div>
    </>
  );
}
