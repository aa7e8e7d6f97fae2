import { PageHeader } from "#components/shell/page-header.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Inbox" />
      <div className="w-full max-w-4xl p-4 sm:p-6">
        <SkeletonRows rows={6} label="Loading your inbox" />
      </div>
    </>
  );
}
