"use client";

import { PageError } from "#components/page-error.tsx";

export default function InboxError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Inbox" error={error} retry={retry} />;
}
