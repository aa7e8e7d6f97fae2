"use client";

import { PageError } from "#components/page-error.tsx";

export default function PortalError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Lapse" error={error} retry={retry} />;
}
