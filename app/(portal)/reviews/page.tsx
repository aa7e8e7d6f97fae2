import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { readReviews, readTargets } from "./read.ts";
import { ReviewLine } from "./review-line.tsx";
import { StartReview } from "./start-review.tsx";
import { WaitingItem } from "./waiting-item.tsx";

export const metadata: Metadata = { title: "Access reviews" };

/** What waits for one's own answer; for administrators and auditors the campaigns too. */
export default async function ReviewsPage() {
  const { waiting, reviews } = await readReviews({});
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
        <Section title="Waits for your answer" end={waiting.length > 0 ? `${waiting.length}` : undefined}>
          {waiting.length === 0 ? (
            <EmptyState icon={ListChecks} title="Nothing waits for your answer">
              When a review asks you whether somebody still needs access that lasts, it appears here.
            </EmptyState>
          ) : (
            <Card className="divide-y">
              {waiting.map((item) => (
                <WaitingItem key={item.id} item={item} />
              ))}
            </Card>
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
