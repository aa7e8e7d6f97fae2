"use client";

import { PageError } from "#components/page-error.tsx";

export default function RedSwitchError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Red switch" error={error} retry={retry} />;
}
