"use client";

import { PageError } from "#components/page-error.tsx";

export default function ChangesError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Changes" error={error} retry={retry} />;
}
