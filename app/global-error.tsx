"use client";

import "./globals.css";
import { errorDigest } from "#components/error-digest.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

/** The last resort, when the root layout itself failed: a document of its own, in the system's colours. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Lapse</title>
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
      </body>
    </html>
  );
}
