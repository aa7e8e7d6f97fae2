"use client";

import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { answered } from "#components/answered.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.ts";
import { sendTestMessageAction } from "./actions.ts";

/** A message to whoever presses it, over every channel that reaches one person. */
export function SendTest() {
  const router = useRouter();
  const [pending, start] = useTransition();
  const send = () =>
    start(async () => {
      const answer = await answered(() => sendTestMessageAction({}));
      toast(
        answer.ok
          ? { kind: "done", text: "A test message is on its way to you" }
          : { kind: "refused", text: explainFailure(answer) },
      );
      router.refresh();
    });
  return (
    <Button size="sm" pending={pending} onClick={send}>
      <Send aria-hidden />
      Send me a test
    </Button>
  );
}
