"use client";

import { PageError } from "#components/page-error.tsx";

export default function SettingsError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Security and tokens" error={error} retry={retry} />;
}
