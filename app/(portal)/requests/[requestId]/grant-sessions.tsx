"use client";

import { useQuery } from "@tanstack/react-query";
import { ShieldAlert } from "lucide-react";
import { Time } from "#components/clock/time.tsx";
import { EndNow } from "#components/grant/end-now.tsx";
import type { GrantDoors } from "#components/grant/grant-doors.ts";
import { SessionList } from "#components/grant/session-list.tsx";
import { countSessions, silenceWords } from "#components/grant/session-words.ts";
import type { ShownGrant } from "#components/grant/shown-grant.ts";
import { Dot } from "#components/ui/dot.tsx";
import type { GrantSessionsView } from "#core/usecases/use/read-grant-sessions.ts";
import type { Serialised } from "#server/serialise.ts";
import { grantSessionsQuery } from "./query.ts";

interface GrantSessionsProps {
  grant: ShownGrant;
  doors: GrantDoors;
}

/** Who is connected through the grant, as the target tells it while one looks; and when it was seen in use. */
export function GrantSessions({ grant, doors }: GrantSessionsProps) {
  const isOpen = grant.status === "activating" || grant.status === "active" || grant.status === "ending";
  const { data, isError } = useQuery(grantSessionsQuery(grant.id, isOpen));
  if (grant.status === "scheduled") return null;
  return (
    <div className="grid min-h-11 content-center gap-2 bg-bg px-4 py-2.5">
      {isError ? (
        <p className="text-xs text-muted">It could not be asked who is connected.</p>
      ) : data === undefined ? (
        <p className="text-xs text-faint">Asking the target who is connected…</p>
      ) : (
        <>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p className="flex flex-wrap items-center gap-x-2 text-xs">
              {data.sessions.length > 0 ? <Dot className="text-live" /> : null}
              <span aria-live="polite" className={data.sessions.length > 0 ? "font-medium" : "text-muted"}>
                {nowWords(data)}
              </span>
              <span className="text-muted">
                <SeenWords seen={data} />
              </span>
            </p>
            {data.sessions.length > 0 ? <EndNow grant={grant} doors={doors} /> : null}
          </div>
          {data.tried === null ? null : (
            <p className="text-xs font-medium text-danger">
              <ShieldAlert aria-hidden className="mr-1.5 inline size-3.5 align-[-2px]" />
              {data.tried.count === 1 ? "Tried once" : `Tried ${data.tried.count} times`} after its end, last{" "}
              <Time at={data.tried.lastAt} />
              {data.tried.address === null ? "" : ` from ${data.tried.address}`}. The target refused.
            </p>
          )}
          {data.sessions.length > 0 ? <SessionList sessions={data.sessions} /> : null}
        </>
      )}
    </div>
  );
}

type Shown = Serialised<GrantSessionsView>;

const nowWords = ({ state, sessions }: Shown): string => {
  if (state === "closed") return "Nobody can be connected any more.";
  if (state !== "told") return silenceWords[state];
  return sessions.length === 0 ? "Nobody is connected now." : `${countSessions(sessions)} open now.`;
};

/** What was seen before. A look every half minute misses what is short, so "not seen" is all that can be said. */
function SeenWords({ seen: { state, sessions, firstSeenAt, lastSeenAt } }: { seen: Shown }) {
  if (lastSeenAt === null || firstSeenAt === null) return state === "unable" ? null : "Not seen in use.";
  return (
    <>
      First seen in use <Time at={firstSeenAt} />
      {sessions.length > 0 ? null : (
        <>
          , last <Time at={lastSeenAt} />
        </>
      )}
      .
    </>
  );
}
