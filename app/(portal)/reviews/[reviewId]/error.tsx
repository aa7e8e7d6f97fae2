"use client";

import { PageError } from "#components/page-error.tsx";

export default function ReviewError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Access reviews" error={error} retry={retry} />;
}
