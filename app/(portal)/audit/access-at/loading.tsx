import { AuditViews } from "#components/audit/audit-views.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Audit" />
      <div className="grid gap-4 p-4 sm:p-6">
        <AuditViews />
        <Skeleton className="h-44 w-full max-w-4xl rounded-lg" />
      </div>
    </>
  );
}
