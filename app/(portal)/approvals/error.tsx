"use client";

import { PageError } from "#components/page-error.tsx";

export default function ApprovalsError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Approvals" error={error} retry={retry} />;
}
