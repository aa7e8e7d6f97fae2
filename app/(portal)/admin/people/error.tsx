"use client";

import { PageError } from "#components/page-error.tsx";

export default function PeopleError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="People" error={error} retry={retry} />;
}
