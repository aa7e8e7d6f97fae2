import { PageHeader } from "#components/shell/page-header.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Access reviews" />
      <div className="w-full max-w-5xl p-4 sm:p-6">
        <SkeletonRows rows={6} rowClass="h-16" label="Loading the reviews" />
      </div>
    </>
  );
}
