import type { Metadata } from "next";
import Link from "next/link";
import { EventContent } from "#components/audit/event-content.tsx";
import { Time } from "#components/clock/time.tsx";
import { eventWords } from "#components/sentences/event-kind.ts";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import { EventProof } from "./event-proof.tsx";
import { Neighbours } from "./neighbours.tsx";
import { readEvent } from "./read.ts";
import { ReplayedDecision } from "./replayed-decision.tsx";
import { ShownToVoter } from "./shown-to-voter.tsx";

export const metadata: Metadata = { title: "Audit event" };

interface EventPageProps {
  params: Promise<{ position: string }>;
}

/** One event with all that can be asked about it. The address can be sent to somebody. */
export default async function EventPage({ params }: EventPageProps) {
  const { event, before, after, replay, shown, proof } = await readEvent(await params);
  return (
    <>
      <PageHeader title={eventWords[event.kind]} parent={<Link href="/audit">Audit</Link>} />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-x-8 gap-y-7 p-4 sm:p-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-7">
          <Section title="What the record says" end={<Time at={event.at} show="exact" />}>
            <Card className="p-4">
              <EventContent event={event} />
            </Card>
          </Section>
          {shown === null ? null : <ShownToVoter shown={shown} />}
          <EventProof position={event.position} proof={proof} />
          {replay === null ? null : <ReplayedDecision replay={replay} />}
        </div>
        <Neighbours events={[...before, event, ...after]} position={event.position} />
      </div>
    </>
  );
}
