"use client";

import { useEffect } from "react";
import { explainRefusal, isExplained } from "#components/sentences/refusal.ts";
import { type ProviderReport, providerChannel } from "#components/step-up/provider-report.ts";

/** Tells the page that waits, and closes this window; where the browser keeps it open, it says what to do. */
export function ReportBack({ stepUpId, outcome }: ProviderReport) {
  useEffect(() => {
    const channel = new BroadcastChannel(providerChannel);
    channel.postMessage({ stepUpId, outcome } satisfies ProviderReport);
    channel.close();
    window.close();
  }, [stepUpId, outcome]);
  const isConfirmed = outcome === "confirmed";
  return (
    <div>
      <h1 className="text-2xl font-semibold tracking-tight">{isConfirmed ? "You confirmed it" : "Not confirmed"}</h1>
      <p className="mt-1 text-muted">
        {isConfirmed ? "" : `${explainRefusal(isExplained(outcome) ? outcome : "internal_error")} `}
        Close this window; the portal goes on in the one you came from.
      </p>
    </div>
  );
}
