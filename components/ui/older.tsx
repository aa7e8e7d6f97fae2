"use client";

import { Button } from "./button.tsx";

interface OlderProps {
  /** As `useInfiniteQuery` answers. */
  query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  className?: string | undefined;
}

/** Leads further back in a list whose pages come one after the other; nothing where it ends. */
export function Older({ query, className }: OlderProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className={className}>
      <div className="flex items-center gap-3">
        <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Older
        </Button>
        <p role="alert" className="text-danger empty:hidden">
          {query.isFetchNextPageError ? "The older ones could not be loaded. Try again." : null}
        </p>
      </div>
    </div>
  );
}
