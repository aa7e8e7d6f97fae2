"use client";

import { useQuery } from "@tanstack/react-query";
import { PlugZap } from "lucide-react";
import { EndNow } from "#components/grant/end-now.tsx";
import { SessionList } from "#components/grant/session-list.tsx";
import { countSessions, silenceWords } from "#components/grant/session-words.ts";
import { RequestLink } from "#components/request/request-link.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { TargetSessionsView } from "#core/usecases/use/read-target-sessions.ts";
import type { Serialised } from "#server/serialise.ts";
import { revokeGrantAction } from "./actions.ts";
import { targetSessionsQuery } from "./query.ts";
import { TriedAccounts } from "./tried-accounts.tsx";

/** What one holds oneself is given back where one holds it. */
const doors = { revoke: revokeGrantAction };

/** Who is connected here now through grants of the portal, as the target tells it while one looks; and who tried to be, too late. */
export function TargetSessions({ targetId, opensRequests }: { targetId: string; opensRequests: boolean }) {
  const { data, isError } = useQuery(targetSessionsQuery(targetId));
  if (isError) return <p className="text-muted">It could not be asked who is connected.</p>;
  if (data === undefined) return <p className="text-faint">Asking the target who is connected…</p>;
  return (
    <div className="grid gap-4">
      <Connected data={data} opens={opensRequests} />
      <TriedAccounts seen={data} opens={opensRequests} />
    </div>
  );
}

function Connected({ data, opens }: { data: Serialised<TargetSessionsView>; opens: boolean }) {
  if (data.state !== "told") return <p className="text-muted">{silenceWords[data.state]}</p>;
  if (data.connected.length === 0) {
    return (
      <EmptyState icon={PlugZap} title="Nobody is connected now">
        {openWords(data)}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-2">
      <Card>
        {data.connected.map(({ grant, sessions }) => (
          <CardRow key={grant.id} className="grid gap-2">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
              <div className="min-w-0">
                <p>
                  <RequestLink requestId={grant.requestId} opens={opens}>
                    {grant.holder.name}
                  </RequestLink>{" "}
                  <span className="text-muted">
                    {grant.entitlement.name} · {countSessions(sessions)}
                  </span>
                </p>
                <code className="font-mono text-xs break-all text-muted">{grant.account}</code>
              </div>
              <EndNow grant={grant} doors={doors} />
            </div>
            <SessionList sessions={sessions} />
          </CardRow>
        ))}
      </Card>
      <p className="text-xs text-faint">{openWords(data)}</p>
    </div>
  );
}

const openWords = ({ open, asked }: Serialised<TargetSessionsView>): string => {
  if (open === 0) return "No grant is open here.";
  const all = open === 1 ? "1 grant is open here." : `${open} grants are open here.`;
  return asked < open ? `${all} The target was asked about ${asked} of them.` : all;
};
