"use client";

import { Plane } from "lucide-react";
import { useRouter } from "next/navigation";
import { Time } from "#components/clock/time.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { toast } from "#components/ui/toast.ts";
import type { DelegationView } from "#core/usecases/delegations/list-delegations.ts";
import type { Serialised } from "#server/serialise.ts";
import { endDelegationAction } from "./actions.ts";
import { NewStandIn } from "./new-stand-in.tsx";

type Delegation = Serialised<DelegationView>;

/** Who votes for the viewer while they are away, and for whom the viewer does. */
export function AwaySection({ delegations, viewerId }: { delegations: readonly Delegation[]; viewerId: string }) {
  return (
    <Section title="Out of office" end={<NewStandIn />}>
      {delegations.length === 0 ? (
        <EmptyState icon={Plane} title="Nobody stands in for you">
          While you are away, somebody you name can vote for you. Their vote counts as yours, once, and never on what
          they asked for themselves.
        </EmptyState>
      ) : (
        <Card>
          {delegations.map((each) => (
            <CardRow key={each.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1 basis-56">
                <p className="font-medium">
                  {each.person.id === viewerId
                    ? `${each.delegate.name} votes for you`
                    : `You vote for ${each.person.name}`}
                  {each.requestId === null ? "" : " on one request"}
                </p>
                <p className="mt-0.5 text-xs text-muted">
                  From <Time at={each.startsAt} show="day-time" /> to <Time at={each.endsAt} show="day-time" />
                  {each.note === null ? null : <> · {each.note}</>}
                </p>
              </div>
              <EndStandIn delegation={each} isOwn={each.person.id === viewerId} />
            </CardRow>
          ))}
        </Card>
      )}
    </Section>
  );
}

function EndStandIn({ delegation: { id, person, delegate }, isOwn }: { delegation: Delegation; isOwn: boolean }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={isOwn ? `${delegate.name} no longer votes for you?` : `Stop voting for ${person.name}?`}
      trigger={
        <Button size="sm" variant="danger">
          End…
        </Button>
      }
      confirm="End it now"
      onConfirm={async () => {
        const answer = await endDelegationAction({ delegationId: id });
        if (!answer.ok) return explainFailure(answer);
        toast({ kind: "done", text: "It is ended" });
        router.refresh();
        return undefined;
      }}
    >
      Votes that were cast this way on requests which still wait no longer count;{" "}
      {isOwn ? "you decide on them yourself." : `${person.name} decides on them.`}
    </ConfirmDialog>
  );
}
