import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { reviewerWords, type ShownReview, silenceWords } from "./shown-review.ts";

/** A campaign in one line, with how far it got as a bar and in words. */
export function ReviewLine({ review }: { review: ShownReview }) {
  const { id, name, by, onSilence, status, dueAt, createdBy, progress } = review;
  const { items, kept, removed, waiting } = progress;
  const done = items - waiting;
  return (
    <div className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_14rem] sm:items-center">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2">
          <Link href={`/reviews/${id}`} className="font-medium hover:underline">
            {name}
          </Link>
          {status === "open" ? <Chip tone="accent">open</Chip> : <Chip>closed</Chip>}
        </p>
        <p className="text-xs text-muted">
          Asks {reviewerWords[by]} · {silenceWords[onSilence]} · by {createdBy.name} ·{" "}
          {status === "open" ? "due" : "was due"} <Time at={dueAt} />
        </p>
      </div>
      <div className="grid gap-1">
        {/* Drawn in SVG attributes: no inline style for the policy of the page to refuse. */}
        <svg
          viewBox={`0 0 ${items} 1`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${done} of ${items} answered`}
          className="h-1.5 w-full rounded-full bg-sunken"
        >
          <rect width={kept} height={1} className="fill-live" />
          <rect x={kept} width={removed} height={1} className="fill-danger" />
        </svg>
        <p className="text-xs text-muted">
          {kept} kept, {removed} removed, {waiting} open
        </p>
      </div>
    </div>
  );
}
