"use client";

import dynamic from "next/dynamic";
import { useProviderQuestion } from "./provider-question.ts";

// Every page carries this, and hardly anybody is ever asked: what draws the question comes with the question.
const ProviderPrompt = dynamic(() => import("./provider-prompt.tsx").then((module) => module.ProviderPrompt), {
  ssr: false,
});

/** For whoever has no passkey and came through the identity provider. */
export function ProviderDialog({ provider }: { provider: string }) {
  const question = useProviderQuestion();
  return question ? <ProviderPrompt provider={provider} question={question} /> : null;
}
