import { Time } from "#components/clock/time.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownGrant } from "./shown-grant.ts";

type GrantOfTimes = Pick<
  ShownGrant,
  "status" | "scheduledFor" | "startsAt" | "readyAt" | "expiresAt" | "endedAt" | "durationSeconds"
>;

/** The instants that matter for a grant in its state: "ends today 15:40", "tomorrow 09:00, for 1 h". */
export function GrantTimes({ grant }: { grant: GrantOfTimes }) {
  const { status, scheduledFor, startsAt, readyAt, expiresAt, endedAt, durationSeconds } = grant;
  const span = formatDuration(durationSeconds);
  if (status === "scheduled" && scheduledFor !== null)
    return (
      <>
        <Time at={scheduledFor} />, for {span} · checked again at the start
      </>
    );
  if (status === "activating") return <>for {span}, counted from when it is ready</>;
  if (status === "active" && expiresAt !== null)
    return (
      <>
        ends <Time at={expiresAt} />
      </>
    );
  if (status === "ending") return <>being removed at the target</>;
  if (endedAt === null) return <>for {span}</>;
  const from = readyAt ?? startsAt;
  return (
    <>
      {from === null || Date.parse(from) > Date.parse(endedAt) ? null : (
        <>
          <Time at={from} /> –{" "}
        </>
      )}
      <Time at={endedAt} show={from !== null && within(from, endedAt) ? "time" : "day-time"} />
    </>
  );
}

/** So near that naming the day twice would say nothing. */
const within = (from: string, to: string): boolean => {
  const ms = Date.parse(to) - Date.parse(from);
  return ms >= 0 && ms < 12 * 3_600_000;
};
