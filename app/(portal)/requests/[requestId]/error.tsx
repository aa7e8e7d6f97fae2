"use client";

import { PageError } from "#components/page-error.tsx";

export default function RequestError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Request" error={error} retry={retry} />;
}
