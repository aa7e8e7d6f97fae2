"use client";

import { ReplayPanel } from "#components/policy/replay-panel.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { replayPolicyAction } from "./actions.ts";

/** What the proposed policy would have done lately: for whoever reviews it. */
export function ChangeReplay({ document }: { document: string }) {
  return (
    <ReplayPanel
      document={document}
      replay={async (asked) => {
        const answer = await replayPolicyAction(asked);
        return answer.ok ? answer : { ok: false, text: explainFailure(answer) };
      }}
    />
  );
}
