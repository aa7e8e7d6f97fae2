"use client";

import { PageError } from "#components/page-error.tsx";

export default function TargetError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Target" error={error} retry={retry} />;
}
