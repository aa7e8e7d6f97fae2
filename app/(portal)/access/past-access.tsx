"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { entitlementPlace } from "#components/entitlement-place.ts";
import { GrantStatusChip } from "#components/grant/grant-status-chip.tsx";
import { GrantTimes } from "#components/grant/grant-times.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { Older } from "#components/ui/older.tsx";
import { type EndedPage, endedGrantsQuery } from "./query.ts";

/** What is over, and why it ended; as far back as one cares to go. */
export function PastAccess({ personId, first }: { personId: string; first: EndedPage }) {
  const query = useInfiniteQuery(endedGrantsQuery(personId, first));
  return (
    <>
      <Card>
        {query.data.pages
          .flatMap(({ items }) => items)
          .map((grant) => (
            <div key={grant.id} className="flex items-center gap-3 px-4 py-2.5 not-last:border-b">
              <div className="min-w-0 flex-1">
                <p className="truncate first-letter:uppercase">
                  <Link href={`/requests/${grant.requestId}`} className="hover:underline">
                    {grant.entitlement.name}
                  </Link>
                </p>
                <p className="text-xs text-muted">
                  {entitlementPlace(grant.entitlement)} · <GrantTimes grant={grant} />
                </p>
              </div>
              <GrantStatusChip grant={grant} />
              <ButtonLink
                href={`/request?again=${grant.requestId}`}
                variant="ghost"
                size="icon"
                aria-label={`Ask again for ${grant.entitlement.name}`}
                title="Ask again"
              >
                <RotateCcw aria-hidden />
              </ButtonLink>
            </div>
          ))}
      </Card>
      <Older query={query} className="mt-3" />
    </>
  );
}
