"use client";

import { Server } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Time } from "#components/clock/time.tsx";
import { residualWords } from "#components/target/residual-words.ts";
import { TargetHealth } from "#components/target/target-health.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { TargetView } from "#core/usecases/targets/list-targets.ts";
import type { Serialised } from "#server/serialise.ts";

type Target = Serialised<TargetView>;

const columns: readonly Column<Target>[] = [
  {
    id: "name",
    header: "Target",
    sortBy: ({ name }) => name,
    cell: ({ id, name, title, description }) => (
      <>
        <Link href={`/admin/targets/${id}`} className="font-medium hover:underline">
          {name}
        </Link>
        <span className="block text-xs text-muted">
          {title}
          <span className="max-md:hidden"> · {description}</span>
        </span>
      </>
    ),
  },
  {
    id: "health",
    header: "Health",
    cell: ({ health, overdue }) => (
      <>
        <TargetHealth health={health} overdue={overdue} />
        {!health?.seenAt ? null : (
          <span className="mt-0.5 block text-xs text-faint">
            last proof <Time at={health.seenAt} show="relative" />
          </span>
        )}
      </>
    ),
  },
  {
    id: "residual",
    header: "Outlives removal",
    className: "max-lg:hidden",
    cell: ({ residualBound }) => residualWords(residualBound),
  },
  {
    id: "entitlements",
    header: "Entitlements",
    align: "end",
    className: "max-sm:hidden",
    sortBy: ({ entitlements }) => entitlements,
    cell: ({ entitlements }) => entitlements,
  },
  {
    id: "live",
    header: "Live grants",
    align: "end",
    sortBy: ({ liveGrants }) => liveGrants,
    cell: ({ liveGrants }) => liveGrants,
  },
];

export function TargetsTable({ targets, mayPropose }: { targets: readonly Target[]; mayPropose: boolean }) {
  const router = useRouter();
  return (
    <DataTable
      label="Targets"
      rows={targets}
      columns={columns}
      rowKey={({ id }) => id}
      defaultSort={{ id: "name" }}
      onOpen={({ id }) => router.push(`/admin/targets/${id}`)}
      empty={
        <EmptyState icon={Server} title="No target yet">
          {mayPropose
            ? "Propose one: the system that holds the access. It works once somebody else has approved it."
            : "An administrator proposes one, and somebody else approves it."}
        </EmptyState>
      }
    />
  );
}
