"use client";

import { OpenButton } from "#components/ui/open-button.tsx";
import { GroupDialog } from "./lazy-group-dialog.ts";
import type { Group } from "./shown-group.ts";

/** A new group, kept here. Policy may name it once somebody else has approved it. */
export function ProposeGroup({ groups }: { groups: readonly Group[] }) {
  return (
    <OpenButton size="sm" label="Propose…">
      {(close) => <GroupDialog group={null} groups={groups} onClose={close} />}
    </OpenButton>
  );
}
