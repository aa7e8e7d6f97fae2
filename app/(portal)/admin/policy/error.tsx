"use client";

import { PageError } from "#components/page-error.tsx";

export default function PolicyError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Policy" error={error} retry={retry} />;
}
