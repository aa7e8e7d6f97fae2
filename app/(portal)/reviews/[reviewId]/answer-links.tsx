import Link from "next/link";
import { cn } from "#components/cn.ts";
import { tabClass, tabListClass } from "#components/ui/tab-class.ts";
import type { ReviewAnswer } from "#core/domain/review/review.ts";
import type { ReviewDetail } from "#core/usecases/reviews/read-review.ts";

interface AnswerLinksProps {
  reviewId: string;
  /** Undefined: all. */
  answer: ReviewAnswer | undefined;
  outcomes: ReviewDetail["outcomes"];
}

const answers = [
  { answer: undefined, label: "All", of: "items" },
  { answer: "waiting", label: "Waiting", of: "waiting" },
  { answer: "keep", label: "Kept", of: "kept" },
  { answer: "remove", label: "Removed", of: "removed" },
] as const;

/** Which items are listed; what one looks for may be on any of many pages. */
export function AnswerLinks({ reviewId, answer: shown, outcomes }: AnswerLinksProps) {
  return (
    <nav aria-label="Which answers" className={cn(tabListClass, "mb-3")}>
      {answers.map(({ answer, label, of }) => (
        <Link
          key={of}
          href={answer === undefined ? `/reviews/${reviewId}` : `/reviews/${reviewId}?answer=${answer}`}
          aria-current={answer === shown ? "page" : undefined}
          className={cn(tabClass, "aria-[current=page]:border-accent aria-[current=page]:text-text")}
        >
          {label}
          <span className="ml-1.5 text-xs text-faint">{outcomes[of]}</span>
        </Link>
      ))}
    </nav>
  );
}
