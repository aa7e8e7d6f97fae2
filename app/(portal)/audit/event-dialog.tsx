"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { EventContent } from "#components/audit/event-content.tsx";
import { eventGist } from "#components/audit/event-gist.ts";
import type { ShownEvent } from "#components/audit/shown-event.ts";
import { eventWords } from "#components/sentences/event-kind.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import type { AuditFilter } from "./audit-filter.ts";
import { filterText } from "./audit-filter.ts";
import { type AuditEvent, storyQuery } from "./query.ts";

interface EventDialogProps {
  event: AuditEvent;
  onClose: () => void;
  onNewer: (() => void) | undefined;
  onOlder: (() => void) | undefined;
}

/** One event: what it says, and what else the record says about the same thing. */
export function EventDialog({ event, onClose, onNewer, onOlder }: EventDialogProps) {
  return (
    <Dialog
      wide
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={eventWords[event.kind]}
      description={
        <>
          <Time at={event.at} show="exact" /> · {event.actor?.name ?? "Lapse"}
        </>
      }
      footer={
        <>
          <ButtonLink href={`/audit/events/${event.position}`} className="mr-auto">
            Neighbours, replay and proof
          </ButtonLink>
          <a href={`/api/log/receipts/${event.position}`} download className={buttonClass({})}>
            Receipt
          </a>
          <ButtonLink href="/verify">Verify one</ButtonLink>
          <Button onClick={onNewer} disabled={onNewer === undefined}>
            Newer
          </Button>
          <Button onClick={onOlder} disabled={onOlder === undefined}>
            Older
          </Button>
        </>
      }
    >
      <div className="grid gap-6">
        <EventContent event={event} />
        <Story event={event} />
      </div>
    </Dialog>
  );
}

const aboutOf = ({ requestId, grantId, person }: ShownEvent): { filter: AuditFilter; words: string } | null => {
  if (typeof requestId === "string") return { filter: { requestId }, words: "the same request" };
  if (typeof grantId === "string") return { filter: { grantId }, words: "the same grant" };
  return person === null ? null : { filter: { personId: person.id }, words: "the same person, lately" };
};

function Story({ event }: { event: ShownEvent }) {
  const about = aboutOf(event);
  const story = useQuery({ ...storyQuery(about?.filter ?? {}), enabled: about !== null });
  if (about === null) return null;
  return (
    <Section
      title={`What the record says about ${about.words}`}
      end={
        <Link
          href={`/audit?${filterText(about.filter)}`}
          className="whitespace-nowrap text-accent underline underline-offset-2"
        >
          as a list
        </Link>
      }
    >
      {story.isPending ? (
        <div className="grid gap-3" role="status">
          <span className="sr-only">Loading</span>
          <Skeleton className="w-1/2" />
          <Skeleton className="w-2/5" />
          <Skeleton className="w-3/5" />
        </div>
      ) : story.isError ? (
        <p role="alert" className="text-danger">
          This could not be loaded.{" "}
          <button type="button" className="underline" onClick={() => void story.refetch()}>
            Try again
          </button>
        </p>
      ) : (
        <Timeline
          steps={story.data.items.toReversed().map((each) => ({
            key: each.position,
            state: each.position === event.position ? ("now" as const) : ("done" as const),
            title: (
              <>
                {eventWords[each.kind]}
                <span className="text-muted"> · {each.actor?.name ?? "Lapse"}</span>
              </>
            ),
            detail: (
              <>
                <Time at={each.at} show="exact" /> <span className="line-clamp-1">{eventGist(each)}</span>
              </>
            ),
          }))}
        />
      )}
    </Section>
  );
}
