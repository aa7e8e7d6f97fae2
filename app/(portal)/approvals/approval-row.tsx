"use client";

import { Check } from "lucide-react";
import { useNow } from "#components/clock/use-now.ts";
import { Time } from "#components/clock/time.tsx";
import { cn } from "#components/cn.ts";
import { Chip } from "#components/ui/chip.tsx";
import { lengthOf, whatOf } from "./approval-words.ts";
import type { Request } from "./query.ts";

const SOON_MS = 60 * 60_000;

interface ApprovalRowProps {
  request: Request;
  isPicked: boolean;
  onPick: () => void;
}

/** One line to recognise a request by. A press on the box selects; anywhere else opens. */
export function ApprovalRow({ request, isPicked, onPick }: ApprovalRowProps) {
  const lapsesSoon = Date.parse(request.lapsesAt) - useNow(15_000) < SOON_MS;
  const mark = markOf(request);
  return (
    <div className="group/row grid h-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 px-4">
      <PickMark isPicked={isPicked} onPick={onPick} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{request.requester.name}</span>
        <span className="block truncate text-xs text-muted">
          {whatOf(request)} · {request.extendsGrantId === null ? "" : "+"}
          {lengthOf(request)}
        </span>
      </span>
      <span className="flex flex-col items-end gap-0.5 text-xs text-muted">
        <span className={cn(lapsesSoon && "font-medium text-waning")}>
          {lapsesSoon ? (
            <>
              Lapses <Time at={request.lapsesAt} show="relative" />
            </>
          ) : (
            <>
              Waiting <Time at={request.createdAt} show="since" />
            </>
          )}
        </span>
        {mark === null ? null : <Chip>{mark}</Chip>}
      </span>
    </div>
  );
}

/**
 * For the pointer. A list's option may hold no control of its own, so the key x selects, and what is selected is read as text.
 */
function PickMark({ isPicked, onPick }: { isPicked: boolean; onPick: () => void }) {
  return (
    <span
      className="-m-2 grid cursor-pointer place-items-center p-2"
      onClick={(event) => {
        event.stopPropagation();
        onPick();
      }}
    >
      <span
        aria-hidden
        className={cn(
          "grid size-4 place-items-center rounded-sm border border-edge bg-surface text-on-accent",
          isPicked && "border-accent bg-accent",
        )}
      >
        {isPicked ? <Check className="size-3 stroke-3" /> : null}
      </span>
      {isPicked ? <span className="sr-only">Selected</span> : null}
    </span>
  );
}

const markOf = ({ extendsGrantId, requester, holder, startsAt, votes }: Request): string | null => {
  if (extendsGrantId !== null) return "Extension";
  if (requester.id !== holder.id) return `For ${holder.name}`;
  if (startsAt !== null) return "Starts later";
  return votes.length > 0 ? `${votes.length} voted` : null;
};
