import { PageHeader } from "#components/shell/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Policy" />
      <div className="grid gap-6 p-4 sm:p-6 xl:grid-cols-[minmax(0,1fr)_22rem]" role="status">
        <span className="sr-only">Loading the policy</span>
        <Skeleton className="h-[30rem] w-full rounded-lg" />
        <Skeleton className="h-60 w-full rounded-lg" />
      </div>
    </>
  );
}
