"use client";

import { answered } from "#components/answered.ts";
import { ReplayPanel } from "#components/policy/replay-panel.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { replayPolicyAction } from "./actions.ts";

interface PolicyReplayProps {
  document: string;
  disabled: boolean;
  opensRequests: boolean;
}

/** What the text as it stands would have done lately. */
export function PolicyReplay({ document, disabled, opensRequests }: PolicyReplayProps) {
  return (
    <ReplayPanel
      of={document}
      opensRequests={opensRequests}
      disabled={disabled}
      replay={async (asked) => {
        const answer = await answered(() => replayPolicyAction({ document, ...asked }));
        return answer.ok ? answer : { ok: false, text: explainFailure(answer) };
      }}
    />
  );
}
