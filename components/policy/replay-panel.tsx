"use client";

import { useState, useTransition } from "react";
import { answerWords, replayWords, type ShownDifference, type ShownReplay } from "#components/policy/shown-replay.ts";
import { Time } from "#components/clock/time.tsx";
import { RequestLink } from "#components/request/request-link.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Chip, type Tone } from "#components/ui/chip.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { explainReason } from "#core/domain/policy/explain-reason.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";

type Asked = { readonly ok: true; readonly value: ShownReplay } | { readonly ok: false; readonly text: string };

interface ReplayPanelProps {
  /** What is replayed: another one makes an answer old. */
  of: string;
  opensRequests: boolean;
  disabled?: boolean;
  replay: (asked: { days: number; cursor?: string }) => Promise<Asked>;
}

interface Shown extends ShownReplay {
  readonly of: string;
  readonly days: string;
}

const spans = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
];

/** "What would this have done?": the recorded requests answered again, from what was known then. */
export function ReplayPanel({ of, opensRequests, disabled = false, replay }: ReplayPanelProps) {
  const [days, setDays] = useState("30");
  const [shown, setShown] = useState<Shown>();
  const [failure, setFailure] = useState<string>();
  const [pending, start] = useTransition();
  const ask = (cursor?: string) =>
    start(async () => {
      const answer = await replay({ days: Number(days), ...(cursor === undefined ? {} : { cursor }) });
      setFailure(answer.ok ? undefined : answer.text);
      if (!answer.ok) return;
      const { value } = answer;
      const earlier = cursor === undefined ? undefined : shown;
      const differences = [...(earlier?.differences ?? []), ...value.differences];
      setShown({ ...value, counts: value.counts ?? earlier?.counts ?? null, differences, of, days });
    });
  const current = shown?.of === of && shown.days === days ? shown : undefined;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          name="replay-days"
          label="How far back?"
          look="joined"
          segments={spans}
          value={days}
          onValueChange={setDays}
        />
        <Button size="sm" disabled={disabled} pending={pending} onClick={() => ask()}>
          Replay
        </Button>
      </div>
      <p role="alert" className="font-medium text-danger empty:hidden">
        {failure}
      </p>
      {current === undefined ? (
        <p className="text-muted">
          Answers the requests of these days again, from the groups and grants recorded with each, and shows what would
          have come out otherwise.
        </p>
      ) : (
        <Outcome replay={current} opensRequests={opensRequests} pending={pending} onMore={ask} />
      )}
    </div>
  );
}

interface OutcomeProps {
  replay: ShownReplay;
  opensRequests: boolean;
  pending: boolean;
  onMore: (cursor: string) => void;
}

function Outcome({ replay: { counts, differences, nextCursor }, opensRequests, pending, onMore }: OutcomeProps) {
  const all = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(counts ?? {}).filter(([, count]) => count > 0);
  return (
    <>
      <p role="status" className="flex flex-wrap items-center gap-1.5">
        <span className="font-medium">{all === 1 ? "1 request" : `${all} requests`}:</span>
        {all === 0 ? <span className="text-muted">nothing was asked in these days.</span> : null}
        {kinds.map(([kind, count]) => (
          <Chip key={kind} tone={tones[kind as keyof typeof tones]}>
            {count} {replayWords[kind as keyof typeof replayWords]}
          </Chip>
        ))}
      </p>
      {differences.length === 0 ? null : (
        <Card>
          {differences.map((each) => (
            <Difference key={each.requestId} difference={each} opens={opensRequests} />
          ))}
        </Card>
      )}
      {nextCursor === null ? null : (
        <div>
          <Button size="sm" pending={pending} onClick={() => onMore(nextCursor)}>
            More differences
          </Button>
        </div>
      )}
    </>
  );
}

const tones = {
  same: "neutral",
  denied: "danger",
  "needs-approval": "waning",
  "auto-approve": "live",
  "routed-otherwise": "accent",
  unknown: "waning",
} as const satisfies Record<string, Tone>;

function Difference({ difference, opens }: { difference: ShownDifference; opens: boolean }) {
  const { requestId, at, kind, requester, holder, entitlements, durationSeconds, was, would, unknown } = difference;
  const [reason] = would.reasons;
  return (
    <CardRow className="grid gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <RequestLink requestId={requestId} opens={opens}>
          {requester}
          {holder === requester ? "" : ` for ${holder}`}: {entitlements.join(", ")}, {formatDuration(durationSeconds)}
        </RequestLink>
        <Chip tone={tones[kind]}>{replayWords[kind]}</Chip>
      </div>
      <p className="text-xs text-muted">
        <Time at={at} show="day-time" /> · was {answerWords(was)}
        {kind === "unknown"
          ? `, and it asks about ${unknown.join(", ")}, which was not recorded`
          : `, would be ${answerWords(would)}`}
      </p>
      {kind === "denied" && reason ? <p className="text-xs text-muted">{explainReason(reason)}</p> : null}
    </CardRow>
  );
}
