"use client";

import { PageError } from "#components/page-error.tsx";

export default function AccessError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="My access" error={error} retry={retry} />;
}
