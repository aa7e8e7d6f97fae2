"use client";

import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import type { Access } from "./query.ts";

const holder: Column<Access> = {
  id: "holder",
  header: "Who",
  sortBy: (access) => access.holder.name,
  cell: (access) => <Name access={access} text={access.holder.name} />,
};
const entitlement: Column<Access> = {
  id: "entitlement",
  header: "What",
  sortBy: (access) => access.entitlement.name,
  cell: (access) => <Name access={access} text={access.entitlement.name} />,
};
const states = {
  activating: { tone: "neutral", words: "being made" },
  active: { tone: "live", words: "active" },
  ending: { tone: "waning", words: "being removed" },
  unverified: { tone: "danger", words: "ended, never proved" },
} as const;

const rest: readonly Column<Access>[] = [
  {
    id: "state",
    header: "Then",
    className: "max-sm:hidden",
    cell: ({ state, goneAt }) => (
      <Chip tone={states[state].tone}>
        {state === "unverified" && goneAt !== null ? "ended, not proved yet" : states[state].words}
      </Chip>
    ),
  },
  {
    id: "approved",
    header: "Approved by",
    className: "max-lg:hidden",
    cell: ({ approvedBy }) =>
      approvedBy.length === 0 ? (
        <span className="text-faint">policy</span>
      ) : (
        approvedBy.map(({ name }) => name).join(", ")
      ),
  },
  {
    id: "account",
    header: "Login at the target",
    className: "max-md:hidden",
    cell: ({ account, entitlement: { target } }) => (
      <>
        <code className="font-mono text-xs">{account ?? "–"}</code> <span className="text-faint">at {target.name}</span>
      </>
    ),
  },
  {
    id: "from",
    header: "From",
    sortBy: ({ readyAt, from }) => readyAt ?? from,
    cell: ({ readyAt, from, began }) => <Proved at={readyAt ?? from} position={began} />,
  },
  {
    id: "until",
    header: "Gone",
    sortBy: ({ goneAt, unverifiedAt, until }) => goneAt ?? unverifiedAt ?? until ?? "",
    cell: ({ goneAt, gone, unverifiedAt, unverified, until }) =>
      goneAt !== null && gone !== null ? (
        <>
          <Proved at={goneAt} position={gone} />
          {unverifiedAt !== null && unverified !== null ? (
            <>
              , accepted unproved <Proved at={unverifiedAt} position={unverified} />
            </>
          ) : null}
        </>
      ) : unverifiedAt !== null && unverified !== null ? (
        <>
          <span className="text-danger">never proved</span>, accepted <Proved at={unverifiedAt} position={unverified} />
        </>
      ) : until === null ? (
        <span className="text-faint">–</span>
      ) : (
        <>
          by <Time at={until} />
        </>
      ),
  },
];
const byHolder = [holder, ...rest];
const byEntitlement = [entitlement, ...rest];

/**
 * Access with the times that prove it, each a link to the event that does. "Gone" is when the target confirmed it; where it
 * did not, when two administrators accepted that.
 */
export function AccessTable({ accesses, withHolder }: { accesses: readonly Access[]; withHolder: boolean }) {
  return (
    <DataTable
      label="Access at that instant"
      rows={accesses}
      columns={withHolder ? byHolder : byEntitlement}
      rowKey={({ grantId }) => grantId}
      defaultSort={{ id: "from" }}
    />
  );
}

function Name({ access, text }: { access: Access; text: string }) {
  if (access.requestId === null) return <span className="font-medium">{text}</span>;
  return (
    <Link href={`/requests/${access.requestId}`} className="font-medium hover:underline">
      {text}
    </Link>
  );
}

function Proved({ at, position }: { at: string; position: string }) {
  return (
    <Link
      href={`/audit/events/${position}`}
      className="underline decoration-line-strong underline-offset-2 hover:decoration-text"
    >
      <Time at={at} />
    </Link>
  );
}
