import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Red switch" />
      <div className="grid w-full max-w-3xl gap-6 p-4 sm:p-6" role="status">
        <span className="sr-only">Loading the red switch</span>
        <Skeleton className="h-5 w-full max-w-xl" />
        <Skeleton className="h-9 w-80" />
        <Skeleton className="h-32 w-full rounded-lg" />
      </div>
    </>
  );
}
