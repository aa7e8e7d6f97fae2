"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useNow } from "#components/clock/use-now.ts";
import type { GrantDoors } from "#components/grant/grant-doors.ts";
import { GrantRow } from "#components/grant/grant-row.tsx";
import type { ShownGrant } from "#components/grant/shown-grant.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import {
  extendGrantAction,
  returnGrantAction,
  revealCredentialAction,
  revokeGrantAction,
  rotateCredentialAction,
  verifyIdentityAction,
} from "./actions.ts";
import { CancelButton } from "./cancel-button.tsx";
import { DecisionExplained } from "./decision-explained.tsx";
import { type ShownRequestView, requestQuery } from "./query.ts";
import { GrantSessions } from "./grant-sessions.tsx";
import { Receipts } from "./receipts.tsx";
import { RequestFacts } from "./request-facts.tsx";
import { requestSteps } from "./request-steps.tsx";
import { ResidualNote } from "./residual-note.tsx";
import { RequestVerdict } from "./request-verdict.tsx";
import { VotePanel } from "./vote-panel.tsx";

const doors: GrantDoors = {
  reveal: revealCredentialAction,
  rotate: rotateCredentialAction,
  giveBack: returnGrantAction,
  revoke: revokeGrantAction,
  extend: extendGrantAction,
  verify: verifyIdentityAction,
};

interface RequestDetailProps {
  drawn: ShownRequestView;
  grants: readonly ShownGrant[];
  viewerId: string;
}

/** One request from asked to ended: what it is now, what can be done, and how it came to that. */
export function RequestDetail({ drawn, grants, viewerId }: RequestDetailProps) {
  const { data: request } = useQuery(requestQuery(drawn));
  const nowMs = useNow(15_000);
  const isParty = viewerId === request.requester.id || viewerId === request.holder.id;
  const who = request.holder.id === request.requester.id ? "" : `, for ${request.holder.name}`;
  return (
    <div className="grid w-full max-w-6xl gap-x-8 gap-y-7 p-4 sm:p-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 content-start gap-6">
        <div>
          <p className="text-xs text-muted">
            {request.requester.name}
            {who} · {request.extendsGrantId === null ? "asks for access" : "asks for more time"}
          </p>
          <blockquote className="mt-1 text-lg text-pretty">
            {request.justification === null ? (
              <span className="text-faint">The reason is shown to those who decide, and to auditors.</span>
            ) : (
              `“${request.justification}”`
            )}
          </blockquote>
        </div>
        <RequestVerdict request={request} grants={grants} isOwn={viewerId === request.holder.id} />
        {request.may.vote ? <VotePanel request={request} viewerId={viewerId} /> : null}
        {grants.length > 0 ? (
          <Section title={request.extendsGrantId === null ? "Access" : "The access it is about"}>
            <Card>
              {grants.map((grant) => (
                <div key={grant.id} className="not-last:border-b">
                  <GrantRow grant={grant} doors={doors} withHolder={grant.holder.id !== viewerId} />
                  <GrantSessions grant={grant} doors={doors} />
                  {grant.status === "ended" ? null : <ResidualNote bound={grant.residualBound} />}
                </div>
              ))}
            </Card>
          </Section>
        ) : null}
        <DecisionExplained request={request} />
        {isParty && request.extendsGrantId === null ? (
          <div className="flex flex-wrap gap-2">
            {request.may.cancel ? <CancelButton requestId={request.id} /> : null}
            {request.status === "pending" ? null : (
              <ButtonLink href={`/request?again=${request.id}`}>
                <RotateCcw aria-hidden />
                Ask again
              </ButtonLink>
            )}
          </div>
        ) : request.may.cancel ? (
          <div>
            <CancelButton requestId={request.id} />
          </div>
        ) : null}
      </div>
      <div className="grid min-w-0 content-start gap-7">
        <Section title="From asked to ended">
          <Timeline steps={requestSteps(request, grants, nowMs)} />
        </Section>
        <RequestFacts request={request} />
        <Receipts requestId={request.id} />
      </div>
    </div>
  );
}
