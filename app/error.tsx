"use client";

import { errorDigest } from "#components/error-digest.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

/** Where even the frame could not be drawn: the database does not answer, most likely. */
export default function RootError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-xl content-center p-4">
      <h1 className="sr-only">Lapse cannot be shown</h1>
      <ErrorState
        title="Lapse cannot be shown right now"
        correlationId={errorDigest(error)}
        action={
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
        }
      >
        Nothing is granted while this lasts. Access that is held still ends at its deadline.
      </ErrorState>
    </main>
  );
}
