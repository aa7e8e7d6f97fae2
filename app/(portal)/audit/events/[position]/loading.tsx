import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Audit event" />
      <div className="grid gap-4 p-4 sm:p-6" role="status">
        <span className="sr-only">Loading the event</span>
        <Skeleton className="h-72 w-full max-w-3xl rounded-lg" />
      </div>
    </>
  );
}
