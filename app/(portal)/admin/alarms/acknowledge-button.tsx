"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { answered } from "#components/answered.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { acknowledgeAlarmAction } from "./actions.ts";

/** "I have seen it": the alarm stops calling; what is wrong stays shown. */
export function AcknowledgeButton({ alarmId }: { alarmId: string }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<string>();
  const acknowledge = () =>
    start(async () => {
      const answer = await answered(() => acknowledgeAlarmAction({ alarmId }));
      setRefusal(answer.ok ? undefined : explainFailure(answer));
      router.refresh();
    });
  return (
    <div className="grid justify-items-end gap-1">
      <Button size="sm" pending={pending} onClick={acknowledge}>
        I have seen it
      </Button>
      <p role="alert" className="text-xs text-danger empty:hidden">
        {refusal}
      </p>
    </div>
  );
}
