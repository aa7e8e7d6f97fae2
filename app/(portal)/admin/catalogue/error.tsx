"use client";

import { PageError } from "#components/page-error.tsx";

export default function CatalogueError({ error, retry }: { error: unknown; retry: () => void }) {
  return <PageError title="Catalogue" error={error} retry={retry} />;
}
