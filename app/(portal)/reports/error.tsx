"use client";

import { PageError } from "#components/page-error.tsx";

export default function ReportsError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Reports" error={error} retry={retry} />;
}
