import { PageHeader } from "#components/shell/page-header.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Notifications" />
      <div className="grid w-full max-w-5xl content-start gap-4 p-4 sm:p-6">
        <SkeletonRows rows={4} label="Loading the channels" />
      </div>
    </>
  );
}
