import { PageHeader } from "#components/shell/page-header.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Security and tokens" />
      <div className="grid w-full max-w-4xl content-start gap-8 p-4 sm:p-6">
        <SkeletonRows rows={2} label="Loading your passkeys" className="mt-7.5" />
        <SkeletonRows rows={2} label="Loading your sessions" className="mt-7.5" />
        <SkeletonRows rows={2} label="Loading your tokens" className="mt-7.5" />
      </div>
    </>
  );
}
