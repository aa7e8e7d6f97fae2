"use client";

import { ReplayPanel } from "#components/policy/replay-panel.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { replayPolicyAction } from "./actions.ts";

/** What the text as it stands would have done lately. */
export function PolicyReplay({ document, disabled }: { document: string; disabled: boolean }) {
  return (
    <ReplayPanel
      of={document}
      disabled={disabled}
      replay={async (asked) => {
        const answer = await replayPolicyAction({ document, ...asked });
        return answer.ok ? answer : { ok: false, text: explainFailure(answer) };
      }}
    />
  );
}
