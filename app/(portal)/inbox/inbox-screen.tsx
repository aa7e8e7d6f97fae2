"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { BellOff, CheckCheck, SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { answered } from "#components/answered.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { PageHeader } from "#components/shell/page-header.tsx";
import { useShell } from "#components/shell/shell-context.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Older } from "#components/ui/older.tsx";
import { toast } from "#components/ui/toast.ts";
import { markInboxReadAction } from "./actions.ts";
import { InboxRow } from "./inbox-row.tsx";
import { type InboxPage, inboxQuery } from "./query.ts";

/** What one was told, newest first, as it stands now. Opening a message marks it read. */
export function InboxScreen({ first }: { first: InboxPage }) {
  const router = useRouter();
  const queries = useQueryClient();
  const [pending, start] = useTransition();
  const query = useInfiniteQuery(inboxQuery(first));
  // Of all, also on the pages that are not loaded.
  const { unread } = useShell();
  const messages = query.data.pages.flatMap(({ items }) => items);
  const markRead = async (ids?: string[]): Promise<void> => {
    const answer = await answered(() => markInboxReadAction(ids ? { ids } : {}));
    if (!answer.ok) toast({ kind: "refused", text: explainFailure(answer) });
    await queries.invalidateQueries({ queryKey: ["inbox"] });
    router.refresh();
  };
  return (
    <>
      <PageHeader
        title="Inbox"
        actions={
          <>
            <Button
              size="sm"
              pending={pending}
              disabled={unread === 0}
              onClick={() => start(() => markRead())}
              className="max-sm:hidden"
            >
              <CheckCheck aria-hidden />
              Mark all read
            </Button>
            <ButtonLink href="/settings#notifications" size="sm" variant="ghost" className="max-sm:hidden">
              <SlidersHorizontal aria-hidden />
              What I am told
            </ButtonLink>
          </>
        }
      />
      <div className="grid w-full max-w-4xl content-start gap-3 p-4 sm:p-6">
        <div className="flex gap-2 sm:hidden">
          <Button size="sm" pending={pending} disabled={unread === 0} onClick={() => start(() => markRead())}>
            Mark all read
          </Button>
          <ButtonLink href="/settings#notifications" size="sm" variant="ghost">
            What I am told
          </ButtonLink>
        </div>
        {messages.length === 0 ? (
          <EmptyState icon={BellOff} title="Nothing has been told to you yet">
            Requests that wait for your decision, answers to your own, and access that begins or is about to end appear
            here.
          </EmptyState>
        ) : (
          <Card>
            <ul aria-label="Messages">
              {messages.map((message) => (
                <InboxRow key={message.id} message={message} onOpen={() => void markRead([message.id])} />
              ))}
            </ul>
          </Card>
        )}
        <Older query={query} />
      </div>
    </>
  );
}
