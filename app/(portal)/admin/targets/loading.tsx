import { PageHeader } from "#components/shell/page-header.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Targets" />
      <div className="w-full max-w-6xl p-4 sm:p-6">
        <SkeletonRows rows={4} label="Loading the targets" />
      </div>
    </>
  );
}
