"use client";

import { cn } from "#components/cn.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { VirtualList } from "#components/ui/virtual-list.tsx";
import { ApprovalRow } from "./approval-row.tsx";
import type { Request } from "./query.ts";

interface ApprovalListProps {
  rows: readonly Request[];
  openId: string | undefined;
  picked: ReadonlySet<string>;
  onOpen: (id: string) => void;
  onPick: (id: string) => void;
  onClear: () => void;
  onBulk: (vote: "approve" | "deny") => void;
  onNearEnd: () => void;
  /** Where the rest did not come. */
  onRetry?: (() => void) | undefined;
  className?: string | undefined;
}

export function ApprovalList(props: ApprovalListProps) {
  const { rows, openId, picked, onOpen, onPick, onClear, onBulk, onNearEnd, onRetry, className } = props;
  const count = rows.filter(({ id }) => picked.has(id)).length;
  return (
    <section aria-label="What waits for you" className={cn("flex min-h-0 min-w-0 flex-col", className)}>
      <VirtualList
        label="Requests that wait for your decision"
        className="min-h-0 flex-1 max-sm:h-[calc(100dvh-7.5rem)]"
        rows={rows}
        rowKey={({ id }) => id}
        rowHeight={60}
        chosenKey={openId}
        onChoose={({ id }) => onOpen(id)}
        onNearEnd={onNearEnd}
        renderRow={(row) => <ApprovalRow request={row} isPicked={picked.has(row.id)} onPick={() => onPick(row.id)} />}
      />
      {onRetry ? (
        <div className="flex flex-wrap items-center gap-2 border-t px-4 py-2.5">
          <p role="alert" className="mr-auto text-danger">
            The rest could not be loaded.
          </p>
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        </div>
      ) : null}
      {count > 0 ? (
        <div data-row="" className="flex flex-wrap items-center gap-2 border-t bg-surface px-4 py-2.5">
          <span className="mr-auto font-medium" role="status">
            {count} selected
          </span>
          <Button size="sm" variant="primary" onClick={() => onBulk("approve")}>
            Approve {count}…
          </Button>
          <Button size="sm" variant="danger" onClick={() => onBulk("deny")}>
            Deny {count}…
          </Button>
          <Button size="sm" variant="ghost" onClick={onClear}>
            Clear
          </Button>
        </div>
      ) : (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-4 py-2.5 text-xs text-faint max-lg:hidden">
          {(
            [
              [["j", "k"], "move"],
              [["x"], "select"],
              [["a"], "approve"],
              [["d"], "deny"],
              [["?"], "all"],
            ] as const
          ).map(([keys, what]) => (
            <span key={what} className="inline-flex items-center gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
              {what}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}
