"use client";

import { PageError } from "#components/page-error.tsx";

export default function ReportError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Reports" error={error} retry={retry} />;
}
