"use client";

import { PageError } from "#components/page-error.tsx";

export default function EventError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Audit event" error={error} retry={retry} />;
}
