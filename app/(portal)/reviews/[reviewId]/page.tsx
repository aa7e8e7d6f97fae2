import type { Metadata } from "next";
import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { viewer } from "#server/viewer.ts";
import { coverWords, reviewerWords, silenceWords } from "../shown-review.ts";
import { ItemsTable } from "./items-table.tsx";
import { readReviewPage } from "./read.ts";

export const metadata: Metadata = { title: "Access review" };

interface ReviewPageProps {
  params: Promise<{ reviewId: string }>;
}

export default async function ReviewPage({ params }: ReviewPageProps) {
  const [{ reviewId }, { person }] = await Promise.all([params, viewer()]);
  const review = await readReviewPage({ reviewId });
  const { name, covers, by, onSilence, status, createdAt, createdBy, dueAt, items } = review;
  const count = (outcome: "keep" | "remove" | null) => items.filter((item) => item.outcome === outcome).length;
  const gone = items.filter(({ outcome, goneAt }) => outcome === "remove" && goneAt !== null).length;
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
          <Stat label="Under review" value={items.length} />
          <Stat label="Kept" value={count("keep")} />
          <Stat label="Removed" value={count("remove")} detail={`${gone} confirmed gone by the target`} />
          <Stat
            label="Waiting"
            value={count(null)}
            tone={status === "open" && count(null) > 0 ? "waning" : undefined}
          />
        </Card>
        <Section title="Every access">
          <ItemsTable items={items} />
        </Section>
      </div>
    </>
  );
}
