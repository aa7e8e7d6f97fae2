"use client";

import { PageError } from "#components/page-error.tsx";

export default function TargetsError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Targets" error={error} retry={retry} />;
}
