"use client";

import { ExternalLink } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { ProviderQuestion } from "./provider-question.ts";
import { type ProviderReport, providerChannel, readReport } from "./provider-report.ts";

interface ProviderPromptProps {
  provider: string;
  question: ProviderQuestion;
}

/** Asks the provider in a window of its own, so that nothing that was typed here is lost; a press opens it, which no browser blocks. */
export function ProviderPrompt({ provider, question }: ProviderPromptProps) {
  const [openedFor, setOpenedFor] = useState<string>();
  useEffect(() => {
    const channel = new BroadcastChannel(providerChannel);
    channel.onmessage = ({ data }: MessageEvent<ProviderReport>) => {
      if (data.stepUpId === question.stepUpId) question.settle(readReport(data));
    };
    return () => channel.close();
  }, [question]);
  const isWaiting = openedFor === question.stepUpId;
  const leave = () => question.settle({ ok: false, code: "provider_declined" });
  const ask = () => {
    setOpenedFor(question.stepUpId);
    window.open(question.url, "_blank", "popup,width=520,height=720");
  };
  return (
    <Dialog
      title={`Confirm at ${provider}`}
      description={`You have no passkey, so ${provider} asks you once more who you are. It opens in a window of its own.`}
      open
      onOpenChange={(open) => {
        if (!open) leave();
      }}
      footer={
        <>
          <Button onClick={leave}>Cancel</Button>
          <Button variant={isWaiting ? "default" : "primary"} onClick={ask}>
            <ExternalLink aria-hidden />
            {isWaiting ? "Open it again" : `Continue at ${provider}`}
          </Button>
        </>
      }
    >
      <p className="flex items-center gap-2 text-muted" role="status">
        {isWaiting ? (
          <>
            <Spinner className="shrink-0" />
            Waiting for {provider}. This goes on by itself as soon as it has confirmed that it is you.
          </>
        ) : (
          "It confirms exactly what you are about to do, once, within five minutes. What you typed stays here."
        )}
      </p>
    </Dialog>
  );
}
