import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Audit" />
      <div className="grid gap-4 p-4 sm:p-6">
        <Skeleton className="h-9 w-full max-w-3xl" />
        <SkeletonRows rows={12} rowClass="h-10" label="Loading the record" />
      </div>
    </>
  );
}
