"use client";

import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { GrantStatusChip } from "#components/grant/grant-status-chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import type { Grant } from "./query.ts";

const holder: Column<Grant> = {
  id: "holder",
  header: "Who",
  sortBy: (grant) => grant.holder.name,
  cell: (grant) => <Name grant={grant} text={grant.holder.name} />,
};
const entitlement: Column<Grant> = {
  id: "entitlement",
  header: "What",
  sortBy: (grant) => grant.entitlement.name,
  cell: (grant) => <Name grant={grant} text={grant.entitlement.name} />,
};
const rest: readonly Column<Grant>[] = [
  {
    id: "account",
    header: "Login at the target",
    className: "max-md:hidden",
    cell: ({ account, entitlement: { target } }) => (
      <>
        <code className="font-mono text-xs">{account}</code> <span className="text-faint">at {target.name}</span>
      </>
    ),
  },
  {
    id: "from",
    header: "From",
    sortBy: ({ readyAt, startsAt, createdAt }) => readyAt ?? startsAt ?? createdAt,
    cell: ({ readyAt, startsAt }) => <Maybe at={readyAt ?? startsAt} />,
  },
  {
    id: "until",
    header: "Gone",
    sortBy: ({ endedAt, expiresAt, removeBy }) => endedAt ?? expiresAt ?? removeBy ?? "",
    cell: ({ endedAt, expiresAt, removeBy }) =>
      endedAt === null ? (
        <>
          by <Maybe at={expiresAt ?? removeBy} />
        </>
      ) : (
        <Time at={endedAt} />
      ),
  },
  { id: "state", header: "Now", className: "max-sm:hidden", cell: (grant) => <GrantStatusChip grant={grant} /> },
];
const byHolder = [holder, ...rest];
const byEntitlement = [entitlement, ...rest];

/** Grants with the times that prove them. "Gone" is when the target confirmed it. */
export function AccessTable({ grants, withHolder }: { grants: readonly Grant[]; withHolder: boolean }) {
  return (
    <DataTable
      label="Grants at that instant"
      rows={grants}
      columns={withHolder ? byHolder : byEntitlement}
      rowKey={({ id }) => id}
      defaultSort={{ id: "from" }}
    />
  );
}

function Name({ grant, text }: { grant: Grant; text: string }) {
  return (
    <Link href={`/requests/${grant.requestId}`} className="font-medium hover:underline">
      {text}
    </Link>
  );
}

function Maybe({ at }: { at: string | null }) {
  return at === null ? <span className="text-faint">–</span> : <Time at={at} />;
}
