"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CircleCheckBig, Keyboard } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter, useSearchParams } from "next/navigation";
import { startTransition, useMemo, useOptimistic, useRef, useState } from "react";
import { cn } from "#components/cn.ts";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ApprovalDetail, type DetailKeys } from "./approval-detail.tsx";
import { ApprovalList } from "./approval-list.tsx";
import type { Context, Queue, Request } from "./query.ts";
import { queueQuery, requestQuery } from "./query.ts";
import { useApprovalKeys } from "./use-approval-keys.ts";

// Dialogs come when they are opened, not with the page.
const BulkDialog = dynamic(() => import("./bulk-dialog.tsx").then((module) => module.BulkDialog), { ssr: false });
const KeysDialog = dynamic(() => import("./keys-dialog.tsx").then((module) => module.KeysDialog), { ssr: false });

interface ApprovalsScreenProps {
  me: string;
  isAuditor: boolean;
  /** The newest page of what waits, as it was when the page was made. */
  queue: Queue;
  /** The request that the address names, by id. */
  asked: string | undefined;
  /** What is shown when it names none. */
  first: string | undefined;
  /** The named request, where it does not wait for this person. */
  elsewhere: Request | undefined;
  context: Context | null;
}

export function ApprovalsScreen({
  me,
  isAuditor,
  queue: made,
  asked,
  first,
  elsewhere,
  context,
}: ApprovalsScreenProps) {
  const { rows, queue } = useQueue(made);
  const { openId, hasAsked, open } = useOpenRequest(asked ?? first);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<"approve" | "deny" | "keys" | null>(null);
  const detail = useRef<DetailKeys>(null);

  const listed = rows.find(({ id }) => id === openId);
  const gone = useQuery({ ...requestQuery(openId ?? ""), enabled: openId !== undefined && !listed });
  const shown = listed ?? gone.data ?? (elsewhere?.id === openId ? elsewhere : undefined);
  const chosen = rows.filter(({ id }) => picked.has(id));
  const pick = (id: string) =>
    setPicked((before) =>
      before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set(before).add(id),
    );
  const move = (by: number) => {
    const at = rows.findIndex(({ id }) => id === openId);
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next) open(next.id);
  };
  const afterVote = (id: string) => {
    const at = rows.findIndex((row) => row.id === id);
    const next = rows[at + 1] ?? rows[at - 1];
    open(next?.id);
  };
  useApprovalKeys({
    move,
    pick: () => {
      if (listed) pick(listed.id);
    },
    approve: () => (chosen.length > 0 ? setDialog("approve") : detail.current?.approve()),
    deny: () => (chosen.length > 0 ? setDialog("deny") : detail.current?.deny()),
    help: () => setDialog("keys"),
  });

  return (
    <>
      <PageHeader
        title="Approvals"
        actions={
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Keys"
            className="max-sm:hidden"
            onClick={() => setDialog("keys")}
          >
            <Keyboard aria-hidden />
          </Button>
        }
      />
      {rows.length === 0 && !shown ? (
        <div className="p-4 sm:p-6">
          <EmptyState
            icon={CircleCheckBig}
            title="Nothing waits for you"
            action={isAuditor ? <ButtonLink href="/audit/access-at">See who has access now</ButtonLink> : undefined}
          >
            When policy names you as an approver, the request appears here at once, without a reload.
          </EmptyState>
        </div>
      ) : (
        <div className="grid min-h-0 flex-1 sm:grid-cols-[minmax(0,17rem)_minmax(0,1fr)] lg:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,25rem)_minmax(0,1fr)]">
          <ApprovalList
            className={cn("sm:sticky sm:top-13 sm:h-[calc(100dvh-3.25rem)] sm:border-r", hasAsked && "max-sm:hidden")}
            rows={rows}
            openId={openId}
            picked={picked}
            onOpen={open}
            onPick={pick}
            onClear={() => setPicked(new Set())}
            onBulk={setDialog}
            onNearEnd={() => {
              // What was refused is not asked for again by itself: near the end, each drawing would ask anew.
              if (queue.hasNextPage && !queue.isFetchingNextPage && !queue.isFetchNextPageError)
                void queue.fetchNextPage();
            }}
            onRetry={queue.isFetchNextPageError ? () => void queue.fetchNextPage() : undefined}
          />
          <div className={cn("min-w-0", !hasAsked && "max-sm:hidden")}>
            {shown ? (
              <ApprovalDetail
                key={shown.id}
                ref={detail}
                me={me}
                request={shown}
                context={context?.requestId === shown.id ? context : null}
                onBack={() => open(undefined)}
                onVoted={() => afterVote(shown.id)}
              />
            ) : null}
          </div>
        </div>
      )}
      {dialog === "approve" || dialog === "deny" ? (
        <BulkDialog
          vote={dialog}
          requests={chosen}
          onClose={(voted) => {
            setDialog(null);
            if (voted) setPicked(new Set());
          }}
        />
      ) : null}
      {dialog === "keys" ? <KeysDialog onClose={() => setDialog(null)} /> : null}
    </>
  );
}

/** Pages that were loaded stay loaded: a page made anew on the server brings only the first of them. */
const useQueue = (made: Queue) => {
  const queue = useInfiniteQuery({ ...queueQuery, initialData: { pages: [made], pageParams: [""] } });
  const { data } = queue;
  // A request may move between pages while they are fetched: shown once.
  const rows = useMemo(
    () => [...new Map(data.pages.flatMap(({ items }) => items).map((row) => [row.id, row])).values()],
    [data],
  );
  return { rows, queue };
};

/**
 * Which request is open lives in the address, so that it can be sent to somebody and survives a reload. The choice shows at
 * once. Without one the first request of the first drawing stays: what arrives later never changes what a key decides on.
 */
const useOpenRequest = (firstDrawn: string | undefined) => {
  const router = useRouter();
  const inAddress = useSearchParams().get("open") ?? undefined;
  const [pinned] = useState(firstDrawn);
  const [asked, setAsked] = useOptimistic(inAddress);
  const open = (id: string | undefined) =>
    startTransition(() => {
      setAsked(id);
      const href = id === undefined ? "/approvals" : `/approvals?open=${id}`;
      if (inAddress === undefined) router.push(href, { scroll: false });
      else router.replace(href, { scroll: false });
    });
  return { openId: asked ?? pinned, hasAsked: asked !== undefined, open };
};
