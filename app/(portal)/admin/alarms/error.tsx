"use client";

import { PageError } from "#components/page-error.tsx";

export default function AlarmsError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Alarms" error={error} retry={retry} />;
}
