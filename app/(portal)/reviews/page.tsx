import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageLinks } from "#components/ui/page-links.tsx";
import { Section } from "#components/ui/section.tsx";
import { readReviews, readTargets } from "./read.ts";
import { ReviewLine } from "./review-line.tsx";
import { StartReview } from "./start-review.tsx";
import { WaitingItem } from "./waiting-item.tsx";

export const metadata: Metadata = { title: "Access reviews" };

interface ReviewsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What waits for one's own answer, a page at a time; for administrators and auditors the campaigns too. */
export default async function ReviewsPage({ searchParams }: ReviewsPageProps) {
  const { cursor } = await searchParams;
  const { waiting, waitingCount, reviews } = await readReviews(typeof cursor === "string" ? { cursor } : {});
  const targets = reviews === null ? [] : await readTargets({});
  return (
    <>
      <PageHeader
        title="Access reviews"
        actions={
          reviews === null ? null : <StartReview targets={targets.map(({ id, name }) => ({ id: String(id), name }))} />
        }
      />
      <div className="grid w-full max-w-5xl min-w-0 content-start gap-8 p-4 sm:p-6">
        <Section title="Waits for your answer" end={waitingCount > 0 ? `${waitingCount}` : undefined}>
          {waitingCount === 0 ? (
            <EmptyState icon={ListChecks} title="Nothing waits for your answer">
              When a review asks you whether somebody still needs access that lasts, it appears here.
            </EmptyState>
          ) : (
            <>
              {waiting.items.length === 0 ? (
                <EmptyState icon={ListChecks} title="Nothing waits here any more">
                  What is left is on the first page.
                </EmptyState>
              ) : (
                <Card className="divide-y">
                  {waiting.items.map((item) => (
                    <WaitingItem key={item.id} item={item} />
                  ))}
                </Card>
              )}
              <PageLinks
                className="mt-3"
                first={cursor === undefined ? null : "/reviews"}
                next={
                  waiting.nextCursor === null ? null : `/reviews?${new URLSearchParams({ cursor: waiting.nextCursor })}`
                }
              />
            </>
          )}
        </Section>
        {reviews === null ? null : (
          <Section title="Reviews" end={`${reviews.length}`}>
            {reviews.length === 0 ? (
              <EmptyState icon={ListChecks} title="No review yet">
                A review asks owners or managers, by a day, about each access that lasts: keep it, or remove it.
              </EmptyState>
            ) : (
              <Card className="divide-y">
                {reviews.map((review) => (
                  <ReviewLine key={review.id} review={review} />
                ))}
              </Card>
            )}
          </Section>
        )}
      </div>
    </>
  );
}
