import type { Metadata } from "next";
import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageLinks } from "#components/ui/page-links.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stat } from "#components/ui/stat.tsx";
import type { ReviewAnswer } from "#core/domain/review/review.ts";
import { viewer } from "#server/viewer.ts";
import { coverWords, reviewerWords, silenceWords } from "../shown-review.ts";
import { AnswerLinks } from "./answer-links.tsx";
import { ItemsTable } from "./items-table.tsx";
import { readReviewPage } from "./read.ts";

export const metadata: Metadata = { title: "Access review" };

interface ReviewPageProps {
  params: Promise<{ reviewId: string }>;
  /** `answer`: of which only these are listed. */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** One page of its items at a time, by address; how far it got is told over all of them. */
export default async function ReviewPage({ params, searchParams }: ReviewPageProps) {
  const [{ reviewId }, { answer, cursor }, { person }] = await Promise.all([params, searchParams, viewer()]);
  const asked = typeof answer === "string" ? { answer: answer as ReviewAnswer } : {};
  const review = await readReviewPage({ reviewId, ...asked, ...(typeof cursor === "string" ? { cursor } : {}) });
  const { name, covers, by, onSilence, status, createdAt, createdBy, dueAt, outcomes, items } = review;
  const here = (of: Record<string, string>) => `/reviews/${reviewId}?${new URLSearchParams({ ...asked, ...of })}`;
  return (
    <>
      <PageHeader title={name} parent={<Link href="/reviews">Access reviews</Link>} />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-7 p-4 sm:p-6">
        <p className="text-muted">
          Started by {createdBy.name} <Time at={createdAt} />, over {coverWords[covers]}. Asks {reviewerWords[by]};{" "}
          {silenceWords[onSilence]}. {status === "open" ? "Due" : "Closed; it was due"} <Time at={dueAt} />.{" "}
          {person.roles.includes("auditor") ? (
            <Link href="/audit?kind=reviewItemDecided" className="text-accent underline underline-offset-2">
              In the record
            </Link>
          ) : null}
        </p>
        <Card className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-4">
          <Stat label="Under review" value={outcomes.items} />
          <Stat label="Kept" value={outcomes.kept} />
          <Stat label="Removed" value={outcomes.removed} detail={`${outcomes.gone} confirmed gone by the target`} />
          <Stat
            label="Waiting"
            value={outcomes.waiting}
            tone={status === "open" && outcomes.waiting > 0 ? "waning" : undefined}
          />
        </Card>
        <Section title="Every access">
          <AnswerLinks reviewId={reviewId} answer={asked.answer} outcomes={outcomes} />
          <ItemsTable items={items.items} />
          <PageLinks
            className="mt-3"
            first={cursor === undefined ? null : here({})}
            next={items.nextCursor === null ? null : here({ cursor: items.nextCursor })}
          />
        </Section>
      </div>
    </>
  );
}
