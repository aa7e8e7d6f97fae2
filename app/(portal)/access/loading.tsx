import { PageHeader } from "#components/shell/page-header.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function AccessLoading() {
  return (
    <>
      <PageHeader title="My access" />
      <div className="w-full max-w-5xl p-4 sm:p-6">
        <SkeletonRows rows={3} rowClass="h-17" />
      </div>
    </>
  );
}
