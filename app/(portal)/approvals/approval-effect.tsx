"use client";

import { useClock } from "#components/clock/clock-provider.tsx";
import { formatInstant } from "#components/clock/format-instant.ts";
import { Time } from "#components/clock/time.tsx";
import { useNow } from "#components/clock/use-now.ts";
import { standingSeconds } from "#components/request/standing-seconds.ts";
import { Verdict } from "#components/ui/verdict.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { capital, inOneBreath, standingOf } from "./approval-words.ts";
import type { Request } from "./query.ts";

/** In whose name one decides, who must too, and what the approval will do. */
export function ApprovalEffect({ me, request }: { me: string; request: Request }) {
  const { mine, others, isLast } = standingOf(request, me);
  const { voteFor } = request.may;
  const rules = [...new Set(request.decision.items.flatMap(({ ruleId }) => ruleId ?? []))];
  return (
    <Verdict
      kind="wait"
      title={
        <>
          You decide {voteFor === null ? "" : `in the name of ${voteFor.name}, `}for {mine ?? "this request"}.{" "}
          {isLast ? "Yours is the last approval it needs." : `${capital(inOneBreath(others))} must approve too.`}
        </>
      }
    >
      <p>
        {rules.length === 0 ? null : (
          <>
            Rule{rules.length > 1 ? "s" : ""} <b className="text-text">{rules.join(", ")}</b>.{" "}
          </>
        )}
        <Effect request={request} isLast={isLast} />
      </p>
    </Verdict>
  );
}

function Effect({ request, isLast }: { request: Request; isLast: boolean }) {
  const { timeZone } = useClock();
  const now = useNow(15_000);
  const seconds = standingSeconds(request);
  const length = formatDuration(seconds);
  const shortened = seconds < request.durationSeconds ? " An earlier approver shortened it." : "";
  if (request.extendsGrantId !== null)
    return `Approving ${isLast ? "moves" : "helps to move"} the end of the access by ${length}, if it is still active then.${shortened}`;
  if (request.startsAt !== null) {
    const end = new Date(Date.parse(request.startsAt) + seconds * 1000).toISOString();
    return (
      <>
        Access from <Time at={request.startsAt} /> until <Time at={end} />. Whether {request.holder.name} may have it is
        checked again at the start.{shortened}
      </>
    );
  }
  if (!isLast)
    return `Nothing is granted until they do; then access lasts ${length} from when it is ready.${shortened}`;
  const until = formatInstant(now + seconds * 1000, now, timeZone, "day-time");
  return `Approving creates access at once, for ${length}, until about ${until}.${shortened}`;
}
