"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { TargetDetail } from "#core/usecases/targets/read-target.ts";
import type { Serialised } from "#server/serialise.ts";
import { useProposal } from "../../use-proposal.ts";
import { ProposeSettings } from "./propose-settings.tsx";

type Target = Serialised<TargetDetail>;

/** What can be proposed for the target as a whole. Nothing of it happens before somebody else approves it. */
export function TargetChanges({ target, standing }: { target: Target; standing: number }) {
  return (
    <div className="flex flex-wrap gap-2">
      {target.retiringAt === null ? (
        <>
          <ProposeSettings target={target} />
          <SetDriftMode target={target} standing={standing} />
          <Retire target={target} />
        </>
      ) : (
        <AcceptUnverified target={target} />
      )}
    </div>
  );
}

function SetDriftMode({ target, standing }: { target: Target; standing: number }) {
  const { id: targetId, name, description, settings, driftMode } = target;
  const propose = useProposal();
  const other = driftMode === "report" ? "enforce" : "report";
  return (
    <ConfirmDialog
      title={other === "enforce" ? "Take away access without a grant" : "Leave access without a grant"}
      trigger={<Button>{other === "enforce" ? "Take away standing access…" : "Leave standing access…"}</Button>}
      confirm="Propose"
      tone="primary"
      onConfirm={() =>
        propose({
          summary: `${other === "enforce" ? "Take away" : "Leave"} access without a grant on ${name}`,
          change: { kind: "settings", targetId, description, settings, driftMode: other },
        })
      }
    >
      {other === "enforce"
        ? `Access on ${name} that was there before a grant is then taken away when the grant ends, as is any that no grant explains: ${standing} now, at most 25 at each comparison. What must stay, of a service perhaps, has to be let stand below first.`
        : `Access on ${name} that no grant explains is then shown, and left where it is.`}
    </ConfirmDialog>
  );
}

function Retire({ target: { id, name, liveGrants } }: { target: Target }) {
  const propose = useProposal();
  return (
    <ConfirmDialog
      title={`Retire ${name}`}
      trigger={<Button variant="danger">Retire…</Button>}
      confirm="Propose"
      typed={name}
      onConfirm={() => propose({ summary: `Retire ${name}`, change: { kind: "retirement", subjectId: id } })}
    >
      Once somebody else has approved it, nothing is granted here any more, and{" "}
      {liveGrants === 0 ? "what is scheduled here" : `every grant here, ${liveGrants} live now,`} ends. The target is
      retired when it has confirmed the last of them.
    </ConfirmDialog>
  );
}

function AcceptUnverified({ target: { id: targetId, name, liveGrants, overdue } }: { target: Target }) {
  const propose = useProposal();
  return (
    <ConfirmDialog
      title={`Retire ${name} without proof`}
      trigger={<Button variant="danger">Retire without proof…</Button>}
      confirm="Propose"
      typed={name}
      onConfirm={() => propose({ summary: `Retire ${name} without proof`, change: { kind: "unverified", targetId } })}
    >
      Only for a target that will never answer again. {Math.max(liveGrants, overdue)} of its grants may still stand
      there. Another administrator must accept that nobody knows, and they count as not proved. Should it answer after
      all, what it shows is recorded and what still stands is removed.
    </ConfirmDialog>
  );
}
