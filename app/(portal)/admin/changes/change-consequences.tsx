"use client";

import { useQuery } from "@tanstack/react-query";
import { RequestLink } from "#components/request/request-link.tsx";
import { endReasonWords } from "#components/sentences/end-reason.ts";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { Change } from "./change-detail.ts";
import { becomesWords, counted, nothingOtherwise, referenceWords, severalWords } from "./consequence-words.ts";
import { type Consequences, consequencesQuery, whyNotWorkedOut } from "./query.ts";

/** What waits, what is granted and who decides, where the approval of this change would make it otherwise. */
export function ChangeConsequences({
  change: { id, kind },
  opensRequests,
}: {
  change: Change;
  opensRequests: boolean;
}) {
  const { data, error } = useQuery(consequencesQuery(id));
  if (error) return <p className="text-muted">{whyNotWorkedOut(error)}</p>;
  if (data === undefined)
    return <p className="text-faint">Deciding what waits and what is granted as if it were in force…</p>;
  const { requests, grants, approvers } = data;
  if (requests.changed.length + grants.ended.length + approvers.length === 0)
    return (
      <p className="text-muted">
        {nothingOtherwise(kind, data)} <NotAll of={data} />
      </p>
    );
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-1.5">
        <Chip tone={requests.changed.length > 0 ? "waning" : "neutral"}>
          {requests.changed.length} of {counted(requests.lookedAt, "waiting request", "waiting requests")} otherwise
        </Chip>
        <Chip tone={grants.ended.length > 0 ? "danger" : "neutral"}>
          {grants.ended.length} of {counted(grants.lookedAt, "grant ends", "grants end")}
        </Chip>
        <NotAll of={data} />
      </p>
      <Card>
        {requests.changed.map((request) => (
          <ChangedRequest key={request.requestId} request={request} opens={opensRequests} />
        ))}
        {grants.ended.map((grant) => (
          <EndedGrant key={grant.grantId} grant={grant} opens={opensRequests} />
        ))}
        {approvers.map((difference) => (
          <CardRow key={JSON.stringify(difference.of)} className="grid gap-1">
            <p className="font-medium">{referenceWords(difference.of)}</p>
            <GainAndLose of={difference} />
          </CardRow>
        ))}
      </Card>
    </div>
  );
}

function NotAll({ of: { requests, grants } }: { of: Consequences }) {
  if (requests.isComplete && grants.isComplete) return null;
  return <span className="font-medium text-waning">There are more than were looked at.</span>;
}

interface ChangedRequestProps {
  request: Consequences["requests"]["changed"][number];
  opens: boolean;
}

function ChangedRequest({ request, opens }: ChangedRequestProps) {
  const { requestId, requester, holder, entitlements, becomes, votesLost } = request;
  const settles = becomes === "denied" || becomes === "cancelled";
  return (
    <CardRow className="grid gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <RequestLink requestId={requestId} opens={opens}>
          {requester.name}
          {holder.id === requester.id ? "" : ` for ${holder.name}`}: {entitlements.join(", ")}
        </RequestLink>
        <Chip tone={settles ? "danger" : "waning"}>{becomesWords[becomes]}</Chip>
      </div>
      <GainAndLose of={request} />
      {votesLost === 0 ? null : (
        <p className="text-xs text-muted">
          {counted(votesLost, "approval that counts now no longer does", "approvals that count now no longer do")}
        </p>
      )}
    </CardRow>
  );
}

function EndedGrant({ grant, opens }: { grant: Consequences["grants"]["ended"][number]; opens: boolean }) {
  const { requestId, holder, entitlement, status, endReason } = grant;
  return (
    <CardRow className="flex flex-wrap items-center justify-between gap-2">
      <RequestLink requestId={requestId} opens={opens}>
        {holder.name}: {entitlement}
      </RequestLink>
      <Chip tone="danger">
        {status}, then {endReason === null ? "ended" : endReasonWords[endReason]}
      </Chip>
    </CardRow>
  );
}

/** In words and not in colour alone. */
function GainAndLose({ of: { gain, lose } }: { of: Pick<Consequences["approvers"][number], "gain" | "lose"> }) {
  return (
    <>
      {gain.count === 0 ? null : <p className="text-xs text-muted">Can decide from then on: {severalWords(gain)}</p>}
      {lose.count === 0 ? null : <p className="text-xs text-muted">Can no longer decide: {severalWords(lose)}</p>}
    </>
  );
}
