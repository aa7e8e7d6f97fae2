"use client";

import dynamic from "next/dynamic";
import { OpenButton } from "#components/ui/open-button.tsx";
import type { Group } from "./shown-group.ts";

const GroupDialog = dynamic(() => import("./group-dialog.tsx").then((module) => module.GroupDialog), { ssr: false });

/** A new group, kept here. Policy may name it once somebody else has approved it. */
export function ProposeGroup({ groups }: { groups: readonly Group[] }) {
  return (
    <OpenButton size="sm" label="Propose…">
      {(close) => <GroupDialog group={null} groups={groups} onClose={close} />}
    </OpenButton>
  );
}
