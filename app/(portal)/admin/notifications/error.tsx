"use client";

import { PageError } from "#components/page-error.tsx";

export default function NotificationsError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Notifications" error={error} retry={retry} />;
}
