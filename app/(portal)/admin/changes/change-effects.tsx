"use client";

import { useState } from "react";
import { ReplayPanel } from "#components/policy/replay-panel.tsx";
import { reachOf } from "#core/domain/change/reach.ts";
import { ChangeConsequences } from "./change-consequences.tsx";
import type { Change } from "./change-detail.ts";
import { replayChange, whyNotWorkedOut } from "./query.ts";

interface ChangeEffectsProps {
  change: Change;
  isOpen: boolean;
  opensRequests: boolean;
}

/** For whoever reviews a change: what it would do now, and what it would have done lately. Worked out once it is looked at. */
export function ChangeEffects({ change, isOpen, opensRequests }: ChangeEffectsProps) {
  const [looked, setLooked] = useState(isOpen);
  return (
    <>
      <details open={isOpen} onToggle={({ currentTarget }) => setLooked(looked || currentTarget.open)}>
        <summary className="w-fit text-xs font-medium text-muted">What it would do now</summary>
        <div className="mt-2">
          {looked ? <ChangeConsequences change={change} opensRequests={opensRequests} /> : null}
        </div>
      </details>
      {reachOf[change.kind] === "answers" ? (
        <details>
          <summary className="w-fit text-xs font-medium text-muted">What it would have done</summary>
          <div className="mt-2">
            <ReplayPanel
              of={change.id}
              opensRequests={opensRequests}
              replay={async (asked) => {
                try {
                  return { ok: true, value: await replayChange(change.id, asked) };
                } catch (error) {
                  return { ok: false, text: whyNotWorkedOut(error) };
                }
              }}
            />
          </div>
        </details>
      ) : null}
    </>
  );
}
