import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Catalogue" />
      <div className="grid w-full max-w-6xl content-start gap-4 p-4 sm:p-6">
        <Skeleton className="h-9 w-full max-w-md" />
        <SkeletonRows rows={8} label="Loading the catalogue" />
      </div>
    </>
  );
}
